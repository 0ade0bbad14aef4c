package routes.channel.email;

import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;
import org.jspecify.annotations.Nullable;
import routes.common.security.Secret;

/** The account at a mail server; a server that wants none is not logged in to. */
public final class MailLogin extends MailAuthenticator {
    private final @Nullable String user;
    private final Secret password;

    /** @param user blank for none */
    public MailLogin(String user, Secret password) {
        this.user = user.isBlank() ? null : user.strip();
        this.password = password;
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, user == null ? null : password.reveal());
    }
}
