package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.kits.ChannelContract;

/** Twilio, described by a file, holds the contract of channels. */
class TwilioContractTest extends ChannelContract {
    @Override
    protected Subject open() throws Exception {
        return MappedSubject.shipped(new MappedSubject.Ways(
                "Twilio",
                "/2010-04-01/Accounts/AC1/Messages.json",
                Map.of(
                        "base_url",
                        "URL",
                        "account_sid",
                        "AC1",
                        "auth_token",
                        MappedSubject.SECRET,
                        "from",
                        "+15005550006"),
                PlatformAnswer.json(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}"),
                PlatformAnswer.json(
                        400,
                        "{\"code\":21211,\"message\":\"Invalid 'To' Phone Number\",\"more_info\":\"https://www.twilio.com/docs/errors/21211\",\"status\":400}"),
                PlatformAnswer.json(429, "{\"code\":20429,\"message\":\"Too Many Requests\",\"status\":429}"),
                9000));
    }

    @Test
    void the_message_is_a_short_form() {
        subject().send(subject().notice());

        PlatformCall call = subject().platform().calls().get(0);
        assertThat(call.header("authorization").orElse("")).startsWith("Basic ");
        assertThat(call.text())
                .contains("To=-100+7%2Fx", "From=%2B15005550006", "Body=%5BP1+warning%5D")
                .doesNotContain("MessagingServiceSid");
    }
}
