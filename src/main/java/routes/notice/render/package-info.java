/**
 * What people read: a notice becomes the text or the JSON of a message by a mustache template in Chinese or English.
 * Templates hold words and layout; what comes from outside is put in after the template has run, escaped for the place
 * where it stands, so that no text from outside breaks a message, mentions anybody or forges a link. A message that is too
 * large is cut, with a link to the event, and never refused.
 */
@NullMarked
package routes.notice.render;

import org.jspecify.annotations.NullMarked;
