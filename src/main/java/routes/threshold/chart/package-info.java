/**
 * Pictures of recommendations, as SVG text.
 *
 * <p>Java says where everything lies; how it looks is the Mustache template {@code charts/threshold.svg.mustache}, whose
 * engine escapes every label. No fonts and no windowing of the machine are used: any headless server can draw.
 */
@NullMarked
package routes.threshold.chart;

import org.jspecify.annotations.NullMarked;
