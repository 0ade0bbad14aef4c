/**
 * Alarm sources that are data: a mapping file says where a monitoring system posts, how it proves who it is, how its body
 * becomes alarms and what it is answered (docs/development-sources.md).
 */
@NullMarked
package routes.extension.source;

import org.jspecify.annotations.NullMarked;
