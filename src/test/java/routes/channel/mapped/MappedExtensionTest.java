package routes.channel.mapped;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.channel.Channel;
import routes.channel.NoticeWriter;
import routes.fakes.BotsInMemory;
import routes.fakes.FakePlatform;
import routes.fakes.PlatformAnswer;
import routes.fakes.PlatformCall;
import routes.fakes.SampleEvent;
import routes.fixtures.Writers;
import routes.kits.ChannelRoute;
import routes.notice.SendResult;
import routes.notice.receipt.ReceiptRegistry;
import routes.subscription.Subscription;
import routes.wiring.MappedWiring;

/** A channel that nobody wrote code for: the example of the development guide, from a folder of extensions. */
@Tag("slow")
class MappedExtensionTest {
    @TempDir
    private Path extensions;

    private Path file;

    @BeforeEach
    void writeWhatTheGuideShows() throws IOException {
        String guide = Files.readString(Path.of("docs/development-channels.md"));
        file = extensions.resolve("channels/beacon/channel.yaml");
        Files.createDirectories(file.resolveSibling("templates"));
        Files.writeString(file, block(guide, "(?s)```yaml[^\\n]*\\n(channel: Beacon\\n.*?)```"));
        Files.writeString(
                file.resolveSibling("templates/fallback.mustache"),
                block(guide, "(?s)```mustache extensions/channels/beacon/\\S+\\n(.*?)```"));
    }

    @Test
    void a_channel_of_the_folder_is_registered_and_sends_signed_messages() throws Exception {
        try (Rooms rooms = new Rooms();
                ChannelRoute route = ChannelRoute.start(
                        "channel-mapped",
                        List.of(new MappedWiring()),
                        Map.of(
                                "noticeWriter",
                                writer(),
                                "botRegistry",
                                BotsInMemory.of(bot(
                                        "Beacon",
                                        "robot",
                                        "base_url",
                                        rooms.url(),
                                        "token",
                                        "t0ken",
                                        "signing_secret",
                                        "seal"))),
                        Map.of("veaiops.extensions.dir", extensions.toString()))) {
            SendResult result = route.send(ChannelRoute.notice(
                    SampleEvent.anEvent().build(), new Subscription.Target("Beacon", "night watch/2", "robot", null)));

            assertThat(result).isInstanceOf(SendResult.Sent.class);
            assertThat(route.context().getRegistry().findByType(Channel.class))
                    .extracting(Channel::type)
                    .contains("Beacon", "Discord", "Telegram", "Mattermost", "Ntfy");
            assertSigned(rooms.calls().get(0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    channel: Beacon          | channel: Be con          | 1  | "Be con" is not a word
                    token, required: true    | token, required: perhaps | 4  | "perhaps" is not true or false
                    {base_url}/rooms         | {base_uri}/rooms         | 6  | {base_uri} is no credential of this file
                    "{base_url}/rooms        | "ftp://beacon/rooms      | 6  | an address begins with https://
                    Bearer {token}           | Bearer {tokem}           | 7  | {tokem} is no credential
                    Authorization:           | CamelRestHttpUri:        | 7  | CamelRestHttpUri is a name that Camel keeps
                    Authorization:           | Transfer-Encoding:       | 7  | Transfer-Encoding belongs to the connection
                    markup: markdown         | markup: wiki             | 8  | "wiki" is not discord, html, markdown, mattermost, plain, telegram
                    max_bytes: 8000          | max_bytes: 80            | 8  | may have 800 bytes at least
                    fields:                  | felds:                   | 9  | unknown field "felds"
                    secret: signing_secret   | secret: sealing           | 10 | {sealing} is no credential
                    limits: 5/1s             | receipts: beacon         | 11 | there are no receipt rules named beacon
                    """)
    void a_wrong_file_is_refused_with_its_line(String right, String wrong, int line, String problem)
            throws IOException {
        Files.writeString(file, Files.readString(file).replace(right, wrong));

        MappedChannels channels = read();

        assertThat(channels.channels()).isEmpty();
        assertThat(channels.problems())
                .anySatisfy(told ->
                        assertThat(told).startsWith(file + ":" + line + ": ").contains(problem));
    }

    @Test
    void a_type_that_is_code_is_refused_and_a_folder_of_the_same_name_replaces_a_channel() throws IOException {
        MappedChannels channels = read();
        Files.writeString(file, Files.readString(file).replace("limits: 5/1s", "limits: 9/1s"));

        assertThat(channels.offer(ChannelFolder.pack(file.getParent()), Set.of(), Set.of("webhook"))
                        .problems())
                .isEmpty();
        assertThat(channels.limits("Beacon")).contains("9/1s");
        assertThat(channels.checked(ChannelFolder.pack(file.getParent()), Set.of("BEACON"), Set.of("webhook"))
                        .problems())
                .containsExactly(file + ":1: there is a channel Beacon already");
    }

    @Test
    void a_template_that_makes_no_json_is_refused_with_its_line() throws IOException {
        Path template = file.resolveSibling("templates/fallback.mustache");
        Files.writeString(template, "{\n \"text\": {{title}}\n");

        assertThat(read().problems()).isNotEmpty().allSatisfy(told -> assertThat(told)
                .startsWith(template + ":"));
    }

    private static void assertSigned(PlatformCall call) throws Exception {
        assertThat(call.header("authorization")).contains("Bearer t0ken");
        assertThat(call.header("x-beacon-signature")).contains("sha256=" + hmac(call.body()));
        assertThat(call.json().path("sender").asText()).isEqualTo("veaiops in night watch/2");
        assertThat(call.json().path("text").asText()).contains("**P1**", "CPU of web");
    }

    private MappedChannels read() {
        return MappedChannels.read(
                ChannelFolder.packs(extensions.resolve("channels")),
                Set.of(),
                ReceiptRegistry.load(Optional.empty()).names());
    }

    private NoticeWriter writer() {
        return Writers.english(read()::templates);
    }

    private static String block(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("the guide has %s", pattern).isTrue();
        return found.group(1);
    }

    private static String hmac(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("seal".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static final class Rooms extends FakePlatform {
        Rooms() {
            super(Clock.systemUTC(), 0);
        }

        @Override
        protected PlatformAnswer answer(PlatformCall call) {
            return call.path().contains("/messages") ? PlatformAnswer.text(204, "") : PlatformAnswer.text(404, "");
        }
    }
}
