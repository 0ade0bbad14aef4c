/**
 * The dead-man's switch: alarms that must come, and what the hub does when they stay away. Pure rules, and the watches in
 * memory that the endpoints and the dispatch ask.
 */
@NullMarked
package routes.health.heartbeat;

import org.jspecify.annotations.NullMarked;
