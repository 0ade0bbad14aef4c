/** What a post would do, without doing it: alarms, fingerprints, merge, subscriptions, messages. */
@NullMarked
package routes.extension.trial;

import org.jspecify.annotations.NullMarked;
