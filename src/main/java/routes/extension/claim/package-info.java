/**
 * Who has which name and path of the hub: sources, channels, route ids, beans, paths with their methods, template folders.
 * {@code lint}, the start and every save ask the same registry, {@link routes.extension.claim.Claims}.
 */
@NullMarked
package routes.extension.claim;

import org.jspecify.annotations.NullMarked;
