/**
 * Who calls: people with a password or a token of an OpenID issuer, machine tokens, the admin token of the settings; what
 * each of them may do, and the record of what they changed.
 */
@NullMarked
package routes.account;

import org.jspecify.annotations.NullMarked;
