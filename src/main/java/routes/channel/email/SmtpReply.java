package routes.channel.email;

import jakarta.mail.AuthenticationFailedException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What the mail server said no to (RFC 5321). It has taken the message for nobody then.
 *
 * @param recipient the address that it does not take; null when it was not about one
 * @param code the reply code: 4xx for now, 5xx for good
 */
record SmtpReply(@Nullable String recipient, int code, String text) {
    private static final int CREDENTIALS_INVALID = 535;
    private static final int LONGEST_CHAIN = 500;

    /** Empty when the server did not reply at all. */
    static List<SmtpReply> of(Throwable thrown) {
        List<SmtpReply> replies = new ArrayList<>();
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < LONGEST_CHAIN; depth++) {
            SmtpReply reply = reply(cause, String.valueOf(cause.getMessage()).strip());
            if (reply != null) {
                replies.add(reply);
            }
            cause = cause.getCause();
        }
        return replies;
    }

    private static @Nullable SmtpReply reply(Throwable cause, String text) {
        if (cause instanceof SMTPAddressFailedException failed) {
            return new SmtpReply(failed.getAddress().getAddress(), failed.getReturnCode(), text);
        }
        if (cause instanceof SMTPSendFailedException failed) {
            return new SmtpReply(null, failed.getReturnCode(), text);
        }
        if (cause instanceof SMTPSenderFailedException failed) {
            return new SmtpReply(null, failed.getReturnCode(), text);
        }
        return cause instanceof AuthenticationFailedException ? new SmtpReply(null, CREDENTIALS_INVALID, text) : null;
    }
}
