/** Login, users, machine tokens and the audit. */
@NullMarked
package routes.api.account;

import org.jspecify.annotations.NullMarked;
