package routes.channel.lark;

import static org.assertj.core.api.Assertions.assertThat;
import static routes.fakes.BotsInMemory.bot;

import com.lark.oapi.Client;
import com.lark.oapi.card.CardActionHandler;
import com.lark.oapi.core.cache.ICache;
import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.utils.Decryptor;
import com.lark.oapi.core.utils.Jsons;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.event.cardcallback.model.P2CardActionTriggerResponse;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.CreateMessageResp;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.channel.AccessTokens;
import routes.channel.InboundPost;
import routes.channel.Received;
import routes.common.security.Secret;
import routes.fakes.BotsInMemory;
import routes.fakes.FakeLark;
import routes.fakes.FakeLarkMessages;

/** Lark's own SDK signs for our endpoint, opens what our tests seal, takes what we answer, and sends to our fake. */
@Tag("slow")
class LarkSdkTest {
    private static final String KEY = "sdk key";
    private static final String TOKEN = "verif_tok";
    private static final String NONCE = "n-1";
    private static final String TIMESTAMP = Long.toString(LarkPosted.NOW.getEpochSecond());
    private static final String MESSAGE =
            """
            {"schema":"2.0",
             "header":{"event_id":"evt_1","event_type":"im.message.receive_v1","app_id":"BOT",
                       "create_time":"1700000000000","token":"verif_tok","tenant_key":"t1"},
             "event":{"sender":{"sender_id":{"open_id":"ou_s"},"sender_type":"user"},
                      "message":{"message_id":"om_1","message_type":"text","content":"{\\"text\\":\\"你好\\"}",
                                 "create_time":"1700000000000","chat_id":"oc_1","chat_type":"group"}}}
            """;

    private final AtomicReference<P2MessageReceiveV1> heard = new AtomicReference<>();
    private final Sdk sdk = new Sdk(heard);

    /** The dispatcher of the SDK, which also lends its way to sign. */
    private static final class Sdk extends EventDispatcher {
        Sdk(AtomicReference<P2MessageReceiveV1> heard) {
            super(EventDispatcher.newBuilder(TOKEN, KEY)
                    .onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {
                        @Override
                        public void handle(P2MessageReceiveV1 event) {
                            heard.set(event);
                        }
                    }));
        }

        String signature(String body) throws GeneralSecurityException {
            return calculateSignature(TIMESTAMP, NONCE, KEY, body);
        }
    }

    /** The handler of clicks of the SDK, which also lends its way to sign. */
    private static final class SdkClicks extends CardActionHandler {
        SdkClicks() {
            super(CardActionHandler.newBuilder(TOKEN, "", action -> action.getOpenId()));
        }

        String signature(String body) throws GeneralSecurityException {
            return calculateSignature(TIMESTAMP, NONCE, TOKEN, body);
        }
    }

    /** The SDK's own cache is one for the whole process and does not know hosts apart. */
    private static final class OneTestsTokens implements ICache {
        private final Map<String, String> held = new ConcurrentHashMap<>();

        @Override
        public String get(String key) {
            return held.get(key);
        }

        @Override
        public void set(String key, String value, int expire, TimeUnit unit) {
            held.put(key, value);
        }
    }

    private static LarkChannel channel(String... keys) {
        LarkApi nobody = new LarkApi(request -> null, new AccessTokens(Clock.systemUTC()));
        return new LarkChannel(
                BotsInMemory.of(bot("Lark", "BOT", keys)), nobody, null, LarkRoute.buttons(), Duration.ofMinutes(10));
    }

    private static LarkChannel sealed() {
        return channel("secret", "s", "encrypt_key", KEY, "verification_token", TOKEN);
    }

    @Test
    void what_the_sdk_signs_our_endpoint_accepts() throws Exception {
        String body = seal(MESSAGE);

        Received received = sealed().receive(posted(body, sdk.signature(body)));

        assertThat(received).isInstanceOfSatisfying(Received.Accepted.class, accepted -> assertThat(
                        accepted.events().get(0).event().at("/message/content").asText())
                .contains("你好"));
    }

    @Test
    void a_replay_is_the_same_delivery_and_a_repetition_another_one() throws Exception {
        String body = seal(MESSAGE);
        String again = seal(MESSAGE);
        String nextNonce = LarkCrypto.signature(TIMESTAMP, "n-2", Secret.of(KEY), utf8(again));

        String first = once(posted(body, sdk.signature(body)));
        String repeated =
                once(LarkPosted.of(again).signed(TIMESTAMP, "n-2", nextNonce).post());

        assertThat(once(posted(body, sdk.signature(body)))).isNotBlank().isEqualTo(first);
        assertThat(repeated).isNotBlank().isNotEqualTo(first);
    }

    private static String once(InboundPost post) {
        return ((Received.Accepted) sealed().receive(post)).once();
    }

    @Test
    void what_our_endpoint_accepts_the_sdk_accepts_and_what_it_refuses_the_sdk_refuses() throws Throwable {
        String body = seal(MESSAGE);
        String signature = LarkCrypto.signature(TIMESTAMP, NONCE, Secret.of(KEY), utf8(body));

        assertThat(sdk.handle(request(body, signature)).getStatusCode()).isEqualTo(200);
        assertThat(heard.get().getEvent().getMessage().getMessageId()).isEqualTo("om_1");

        heard.set(null);
        String another = LarkCrypto.signature(TIMESTAMP, "n-2", Secret.of(KEY), utf8(body));
        assertThat(sdk.handle(request(body, another)).getStatusCode()).isEqualTo(500);
        assertThat(heard.get()).isNull();
        assertThat(sealed().receive(posted(body, another))).isInstanceOf(Received.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "exactly sixteen!", "你好 <b>&amp;", "{\"challenge\":\"ajls384kdjx98XX\"}"})
    void the_sdk_and_we_open_the_same_text(String text) throws Exception {
        String encrypt = encrypt(text);

        assertThat(new Decryptor(KEY).decrypt(encrypt)).isEqualTo(text);
        assertThat(LarkCrypto.decrypt(Secret.of(KEY), encrypt))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo(text));
    }

    @Test
    void an_old_click_that_the_sdk_signs_our_endpoint_accepts() throws Throwable {
        String body = "{\"open_id\":\"ou_x\",\"open_message_id\":\"om_1\",\"open_chat_id\":\"oc_1\",\"token\":\"c-1\","
                + "\"action\":{\"value\":{\"action\":\"like\",\"event_id\":\"65f000000000000000000001\"}}}";
        SdkClicks clicks = new SdkClicks();
        String signature = clicks.signature(body);

        assertThat(clicks.handle(request(body, signature)).getStatusCode()).isEqualTo(200);
        assertThat(channel("secret", "s", "verification_token", TOKEN).receive(posted(body, signature)))
                .isInstanceOf(Received.Accepted.class);
    }

    @Test
    void a_toast_of_ours_is_one_that_the_sdk_knows() {
        P2CardActionTriggerResponse answer = Jsons.DEFAULT.fromJson(
                new String(LarkToast.error(LarkToast.FAILED).body(), StandardCharsets.UTF_8),
                P2CardActionTriggerResponse.class);

        assertThat(answer.getToast().getType()).isEqualTo("error");
        assertThat(answer.getToast().getContent()).isEqualTo("This button does nothing here any more.");
        assertThat(answer.getToast().getI18n()).containsKeys("zh_cn", "en_us");
        assertThat(answer.getCard()).isNull();
    }

    @Test
    void the_sdk_sends_to_our_fake_as_to_lark() throws Exception {
        try (FakeLark lark =
                new FakeLark(Clock.systemUTC()).app("cli_sdk", "s3cret").group("oc_sdk", "Ops")) {
            Client client = Client.newBuilder("cli_sdk", "s3cret")
                    .openBaseUrl(lark.url())
                    .tokenCache(new OneTestsTokens())
                    .build();

            CreateMessageResp made = client.im().v1().message().create(message("oc_sdk"));
            CreateMessageResp refused = client.im().v1().message().create(message("oc_elsewhere"));

            assertThat(made.success()).isTrue();
            assertThat(refused.success()).isFalse();
            assertThat(refused.getCode()).isPositive();
            assertThat(lark.messages().shown())
                    .singleElement()
                    .extracting(FakeLarkMessages.Kept::id)
                    .isEqualTo(made.getData().getMessageId());
        }
    }

    private static CreateMessageReq message(String chat) {
        return CreateMessageReq.newBuilder()
                .receiveIdType("chat_id")
                .createMessageReqBody(CreateMessageReqBody.newBuilder()
                        .receiveId(chat)
                        .msgType("text")
                        .content("{\"text\":\"hi\"}")
                        .build())
                .build();
    }

    private static InboundPost posted(String body, String signature) {
        return LarkPosted.of(body).signed(TIMESTAMP, NONCE, signature).post();
    }

    private static EventReq request(String body, String signature) {
        EventReq request = new EventReq();
        request.setHttpPath("/webhooks/lark");
        request.setBody(utf8(body));
        request.setHeaders(Map.of(
                "x-lark-request-timestamp", List.of(TIMESTAMP),
                "x-lark-request-nonce", List.of(NONCE),
                "x-lark-signature", List.of(signature)));
        return request;
    }

    private static String seal(String event) throws GeneralSecurityException {
        return "{\"encrypt\":\"" + encrypt(event) + "\"}";
    }

    /** As Lark seals: AES-256-CBC under the SHA-256 of the key, the vector first. */
    private static String encrypt(String text) throws GeneralSecurityException {
        byte[] vector = Arrays.copyOf(utf8("0123456789abcdef"), 16);
        byte[] key = MessageDigest.getInstance("SHA-256").digest(utf8(KEY));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        byte[] sealed = cipher.doFinal(utf8(text));
        byte[] all = Arrays.copyOf(vector, vector.length + sealed.length);
        System.arraycopy(sealed, 0, all, vector.length, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
