package routes.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.SampleEvent.NOW;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routes.channel.Channel;
import routes.channel.MessagePreview;
import routes.channel.PreparedCall;
import routes.channel.bot.Bot;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.notice.Notice;
import routes.notice.NoticeKind;

/** What {@code try} shows of a message is what the sending route posts, byte for byte: every channel, every way, every kind. */
@Tag("slow")
class ShownMessagesTest {
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Pattern DATE = Pattern.compile("Date: .*");
    private static final GreenMail MAILS = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final Platform PLATFORM = new Platform();
    private static final List<EveryWay> WAYS = EveryWay.at(PLATFORM.url());

    private static EveryChannel routes;

    /** Takes what it is posted, in the words of all platforms. */
    private static final class Platform extends FakePlatform {
        Platform() {
            super(CLOCK, 0);
        }

        @Override
        protected PlatformAnswer answer(PlatformCall call) {
            return PlatformAnswer.json(
                    200,
                    "{\"code\":0,\"errcode\":0,\"ok\":true,\"tenant_access_token\":\"token-of-the-platform\","
                            + "\"access_token\":\"token-of-the-platform\",\"accessToken\":\"token-of-the-platform\","
                            + "\"expire\":7200,\"expires_in\":7200,\"expireIn\":7200,"
                            + "\"data\":{\"message_id\":\"om_preview\"},\"ts\":\"1.1\"}");
        }

        List<PlatformCall> messages() {
            return calls().stream()
                    .filter(call -> !call.path().matches(".*(gettoken|accessToken|tenant_access_token/internal)"))
                    .toList();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        MAILS.start();
        Bot[] bots = WAYS.stream().map(EveryWay::bot).toArray(Bot[]::new);
        routes = new EveryChannel(PLATFORM.url(), MAILS.getSmtp().getPort(), BotsInMemory.of(bots), CLOCK);
    }

    @AfterAll
    static void stop() {
        routes.close();
        PLATFORM.close();
        MAILS.stop();
    }

    @Test
    void every_channel_of_the_application_is_among_them() {
        assertThat(WAYS.stream().map(way -> way.bot().channel()))
                .containsAll(routes.channels().stream().map(Channel::type).toList());
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void what_is_shown_is_what_is_posted(NoticeKind kind) throws Exception {
        for (EveryWay way : WAYS) {
            String what = way + " " + kind;
            Notice notice = way.notice(kind);
            MessagePreview preview = routes.preview(notice);
            assertThat(preview.problem()).as(what).isNull();
            PLATFORM.forget();

            assertThat(routes.send(notice)).as(what).isNotNull();

            if (way.bot().channel().equals("Email")) {
                sameMail(what, preview.calls().get(0));
                continue;
            }
            List<PlatformCall> posted = PLATFORM.messages();
            assertThat(posted).as(what).isNotEmpty().hasSameSizeAs(preview.calls());
            for (int i = 0; i < posted.size(); i++) {
                same(what, preview.calls().get(i), posted.get(i));
            }
        }
    }

    private static void same(String what, PreparedCall shown, PlatformCall posted) {
        String body = new String(posted.body(), StandardCharsets.UTF_8);
        assertThat(shown.method()).as(what).isEqualTo(posted.method());
        assertThat(shown.bytes()).as(what).isEqualTo(posted.body().length);
        assertThat(shown.body()).as(what).isEqualTo(body.replace(EveryWay.SECRET, "***"));
        shown.headers().forEach((name, value) -> {
            if (!value.contains("***")) {
                assertThat(posted.header(name.toLowerCase(Locale.ROOT)))
                        .as(what + " " + name)
                        .hasValue(value);
            }
        });
        assertThat(shown.url() + shown.headers() + shown.body())
                .as(what)
                .doesNotContain(EveryWay.SECRET, EveryWay.KEY, "token-of-the-platform");
    }

    /** A mail server adds headers of its own before those of the message, and the time may be a second later. */
    private static void sameMail(String what, PreparedCall shown) throws Exception {
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        MAILS.getReceivedMessages()[0].writeTo(arrived);
        MAILS.purgeEmailFromAllMailboxes();

        assertThat(shown.url()).as(what).isEqualTo("mailto:ops@example.org,dev@example.org");
        assertThat(withoutDate(arrived.toString(StandardCharsets.UTF_8)))
                .as(what)
                .endsWith(withoutDate(shown.body()));
    }

    private static String withoutDate(String mail) {
        return DATE.matcher(mail).replaceFirst("").strip();
    }
}
