package routes.channel.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static routes.fakes.BotsInMemory.bot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import routes.channel.AccessTokens;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.json.Json;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeDingTalk;

/** Whatever is posted, even by one who has the keys, is taken or refused; what is taken can be worked on. */
@Tag("slow")
class AnyDingTalkPostPropertyTest {
    private static final Instant NOW = Instant.ofEpochMilli(1783610513000L);
    private static final String STAMP = "1783610513000";
    private static final String KEY = "4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij";
    private static final Bot APP =
            bot("DingTalk", "app", "secret", "s", "event_token", "t", "event_aes_key", KEY, "card_secret", "cs");
    private static final CallbackEnvelope ENVELOPE = CallbackEnvelope.of(Secret.of("t"), Secret.of(KEY), "app");

    private static final List<String> NAMES = List.of(
            ("msgtype msgId createAt conversationType conversationId senderStaffId atUsers text content richText picture"
                            + " EventType ChatId TimeStamp outTrackId type spaceType spaceId")
                    .split(" "));
    private static final List<String> VALUES = List.of(
            ("null|true|1|-1e9|\"\"|\"1\"|\"text\"|\"richText\"|\"picture\"|\"chat_disband\"|[]|[1,null,{}]|{}|{\"content\":3}"
                            + "|{\"richText\":[{\"text\":null},3]}|\"{\\\"a\\\":1}\"|\"{\\\"cardPrivateData\\\":7}\""
                            + "|99999999999999999999")
                    .split("\\|"));

    private final DingTalkChannel channel = new DingTalkChannel(
            BotsInMemory.of(APP),
            new DingTalkApi(request -> null, new AccessTokens(Clock.systemUTC())),
            null,
            Duration.ofMinutes(10),
            () -> new byte[16]);

    @Property(tries = 300)
    void any_bytes_are_refused(@ForAll @Size(max = 100) byte[] body, @ForAll String sign) {
        Map<String, String> headers = Map.of("timestamp", STAMP, "sign", sign);

        assertThat(channel.receive(post(Map.of(), headers, body))).isInstanceOf(Received.Refused.class);
    }

    @Property(tries = 500)
    void any_fields_of_a_robot_message_are_taken_or_refused(@ForAll("objects") ObjectNode body) {
        worked(channel.receive(
                post(Map.of(), Map.of("timestamp", STAMP, "sign", FakeDingTalk.sign("s", STAMP)), Json.bytes(body))));
    }

    @Property(tries = 300)
    void any_fields_of_a_click_are_taken_or_refused(@ForAll("objects") ObjectNode body) {
        Map<String, String> signed =
                Map.of("x-ddpaas-signature", FakeDingTalk.signCard("cs", STAMP), "x-ddpaas-signature-timestamp", STAMP);

        worked(channel.receive(post(Map.of(), signed, Json.bytes(body))));
    }

    @Property(tries = 300)
    void anything_in_a_genuine_envelope_is_taken_or_refused(
            @ForAll("objects") ObjectNode event, @ForAll @Size(max = 50) byte[] noise, @ForAll boolean noisy) {
        String sealed = ENVELOPE.seal(noisy ? noise : Json.bytes(event), new byte[16]);
        Map<String, String> query =
                Map.of("msg_signature", ENVELOPE.signature(STAMP, "n", sealed), "timestamp", STAMP, "nonce", "n");

        worked(channel.receive(
                post(query, Map.of(), ("{\"encrypt\":\"" + sealed + "\"}").getBytes(StandardCharsets.UTF_8))));
    }

    @Provide
    static Arbitrary<ObjectNode> objects() {
        return Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                .as((name, value) -> Map.entry(name, value))
                .list()
                .ofMaxSize(12)
                .map(pairs -> {
                    ObjectNode body = Json.mapper().createObjectNode();
                    pairs.forEach(pair -> body.putRawValue(pair.getKey(), new RawValue(pair.getValue())));
                    return body;
                });
    }

    private void worked(Received received) {
        if (received instanceof Received.Accepted accepted) {
            assertThatCode(() -> accepted.events().forEach(event -> {
                        Json.bytes(event);
                        channel.message(event, APP);
                        channel.chat(event, APP);
                        channel.action(event, APP);
                    }))
                    .doesNotThrowAnyException();
        }
    }

    private static InboundPost post(Map<String, String> query, Map<String, String> headers, byte[] body) {
        return new InboundPost(InboundPost.Path.ANY, "POST", query, headers, body, NOW);
    }
}
