package routes.wiring;

import java.time.Clock;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.channel.email.MailLogin;
import routes.common.security.OpenNetworks;
import routes.common.security.Secret;
import routes.extension.source.SourceEndpoint;
import routes.extension.source.SourceRegistry;
import routes.http.PostedBody;
import routes.steps.intake.AlarmEndpoint;
import routes.steps.intake.MailPost;
import routes.steps.intake.MailSenders;

/** Alarms from a mailbox ({@code alarms-email.camel.yaml}). */
public class MailboxWiring implements CamelConfiguration {
    @BindToRegistry(lazy = true)
    public MailLogin mailboxLogin(
            @PropertyInject("veaiops.mailbox.user") String user,
            @PropertyInject("veaiops.mailbox.password") String password) {
        return new MailLogin(user, Secret.of(password));
    }

    @BindToRegistry(lazy = true)
    public MailPost mailPost(
            @PropertyInject("veaiops.mailbox.source") String source,
            @PropertyInject("veaiops.mailbox.max-bytes") int maxBytes) {
        return new MailPost(source, maxBytes);
    }

    /** The alarm endpoint of the mapped source that reads the mails. */
    @BindToRegistry(lazy = true)
    public AlarmEndpoint mailboxAlarms(
            CamelContext context,
            SourceRegistry sourceRegistry,
            OpenNetworks openNetworks,
            Clock clock,
            @PropertyInject("veaiops.mailbox.source") String source,
            @PropertyInject("veaiops.mailbox.senders") String senders) {
        AlarmEndpoint endpoint = new AlarmEndpoint(
                new MappedAlarmConverter(() -> sourceRegistry.current(source).mapping()));
        endpoint.setSource(source);
        endpoint.setPolicy(new MailSenders(
                new SourceEndpoint(
                        () -> sourceRegistry.current(source),
                        SourceWiring.secrets(context, openNetworks, source, clock)),
                senders));
        endpoint.setConsumes(PostedBody.ANY);
        endpoint.setRetryIdHeader(MailPost.ID);
        endpoint.guard(context);
        return endpoint;
    }
}
