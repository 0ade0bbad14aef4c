package routes.channel.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static routes.fakes.BotsInMemory.bot;

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
import net.jqwik.api.constraints.Size;
import routes.channel.AccessTokens;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.channel.bot.Bot;
import routes.common.json.Json;
import routes.common.security.CallbackEnvelope;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;

/** Whatever is posted, even by one who has the keys, is taken or refused; what is taken can be worked on. */
class AnyWeComPostPropertyTest {
    private static final Instant NOW = Instant.ofEpochSecond(1409659813);
    private static final String STAMP = "1409659813";
    private static final String KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
    private static final Bot APP =
            bot("WeChat", "corp", "agent_id", "1", "callback_token", "t", "callback_aes_key", KEY);
    private static final CallbackEnvelope ENVELOPE = CallbackEnvelope.of(Secret.of("t"), Secret.of(KEY), "corp");

    private static final List<String> NAMES = List.of(
            "MsgType MsgId FromUserName CreateTime Content Event EventKey TaskId ResponseCode MediaId AgentID Title"
                    .split(" "));
    private static final List<String> VALUES = List.of(
            ("|1|-1|text|image|event|subscribe|template_card_event|99999999999999|a b c|<A>1</A>|<A/><A/>|<![CDATA[]]>"
                            + "|<![CDATA[<]]>|&amp;|你好")
                    .split("\\|"));

    private final WeComChannel channel = new WeComChannel(
            BotsInMemory.of(APP),
            new WeComApi(request -> null, new AccessTokens(Clock.systemUTC())),
            null,
            Duration.ofMinutes(10));

    @Property(tries = 300)
    void any_bytes_are_refused(@ForAll @Size(max = 100) byte[] body, @ForAll String signature, @ForAll boolean get) {
        Map<String, String> query = Map.of("msg_signature", signature, "timestamp", STAMP, "nonce", "n");

        assertThat(channel.receive(post(get ? "GET" : "POST", query, body))).isInstanceOf(Received.Refused.class);
    }

    @Property(tries = 500)
    void anything_in_a_genuine_envelope_is_taken_or_refused(
            @ForAll("elements") List<String> fields, @ForAll @Size(max = 50) byte[] noise, @ForAll boolean noisy) {
        byte[] xml = ("<xml>" + String.join("", fields) + "</xml>").getBytes(StandardCharsets.UTF_8);
        String sealed = ENVELOPE.seal(noisy ? noise : xml, new byte[16]);
        Map<String, String> query =
                Map.of("msg_signature", ENVELOPE.signature(STAMP, "n", sealed), "timestamp", STAMP, "nonce", "n");
        byte[] body = ("<xml><Encrypt>" + sealed + "</Encrypt></xml>").getBytes(StandardCharsets.UTF_8);

        worked(channel.receive(post("POST", query, body)));
    }

    @Provide
    static Arbitrary<List<String>> elements() {
        return Combinators.combine(Arbitraries.of(NAMES), Arbitraries.of(VALUES))
                .as((name, value) -> "<" + name + ">" + value + "</" + name + ">")
                .list()
                .ofMaxSize(12);
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

    private static InboundPost post(String method, Map<String, String> query, byte[] body) {
        return new InboundPost(InboundPost.Path.ANY, method, query, Map.of(), body, NOW);
    }
}
