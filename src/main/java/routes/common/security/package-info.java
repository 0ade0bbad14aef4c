/** Tokens, secrets and what keeps them from showing: the only package, beside adapters, that may reveal a secret. */
@NullMarked
package routes.common.security;

import org.jspecify.annotations.NullMarked;
