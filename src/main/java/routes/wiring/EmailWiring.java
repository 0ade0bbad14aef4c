package routes.wiring;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.PropertyInject;
import routes.channel.NoticeWriter;
import routes.channel.bot.BotRegistry;
import routes.channel.email.EmailChannel;
import routes.channel.email.EmailMarkup;
import routes.channel.email.EmailSender;
import routes.channel.email.MailLogin;
import routes.common.security.Secret;
import routes.notice.receipt.ReceiptRegistry;

/** The e-mail channel. */
public class EmailWiring implements CamelConfiguration {
    /** Names below it lead nowhere (RFC 2606): there is no server. */
    private static final String NO_SERVER = ".invalid";

    @BindToRegistry(lazy = true)
    public EmailChannel emailChannel() {
        return new EmailChannel();
    }

    @BindToRegistry(lazy = true)
    public MailLogin mailLogin(
            @PropertyInject("veaiops.channel.email.user") String user,
            @PropertyInject("veaiops.channel.email.password") String password) {
        return new MailLogin(user, Secret.of(password));
    }

    @BindToRegistry(lazy = true)
    public EmailSender emailSender(
            BotRegistry botRegistry,
            NoticeWriter noticeWriter,
            ReceiptRegistry receiptRegistry,
            Clock clock,
            @PropertyInject("veaiops.channel.email.host") String host) {
        return sender(botRegistry, noticeWriter, receiptRegistry, !host.strip().endsWith(NO_SERVER), clock);
    }

    /** @param served whether there is a mail server */
    public static EmailSender sender(
            BotRegistry bots, NoticeWriter writer, ReceiptRegistry receipts, boolean served, Clock clock) {
        return new EmailSender(
                bots,
                notice -> writer.write(notice, EmailMarkup.messages()).text(),
                receipts.of("email"),
                served,
                clock);
    }
}
