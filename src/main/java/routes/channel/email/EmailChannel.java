package routes.channel.email;

import java.util.List;
import java.util.Optional;
import routes.channel.Channel;
import routes.channel.bot.Bot;
import routes.channel.bot.Credential;
import routes.channel.bot.CredentialCheck;

/** E-mail, outgoing only. A bot is a sender; the server is a setting. A target is one address or several. */
public final class EmailChannel implements Channel {
    public static final String TYPE = "Email";
    static final String FROM = "from";
    static final String REPLY_TO = "reply_to";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Credential> credentials() {
        return List.of(
                new Credential(
                        FROM,
                        false,
                        true,
                        "Address of the sender, such as \"Alarms <alarms@example.org>\"; the server takes it"),
                Credential.open(REPLY_TO, "Address that answers go to, when it is not the sender's"));
    }

    @Override
    public CredentialCheck check(Bot draft) {
        for (String field : List.of(FROM, REPLY_TO)) {
            Optional<CredentialCheck.Invalid> wrong =
                    draft.credential(field).flatMap(value -> wrong(field, value.reveal()));
            if (wrong.isPresent()) {
                return wrong.get();
            }
        }
        return CredentialCheck.Valid.UNTOLD;
    }

    private static Optional<CredentialCheck.Invalid> wrong(String field, String address) {
        MailAddresses read = MailAddresses.of(address);
        return read.good().size() == 1 && read.bad().isEmpty()
                ? Optional.empty()
                : Optional.of(new CredentialCheck.Invalid(field, "this is not one e-mail address"));
    }
}
