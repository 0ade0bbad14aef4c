/**
 * What the application answers, stores and is made of, as it stands in {@code src/test/resources/golden}. A change shows as a
 * difference of these files: {@code -Dgolden.write=true} writes them anew.
 */
@NullMarked
package routes.golden;

import org.jspecify.annotations.NullMarked;
