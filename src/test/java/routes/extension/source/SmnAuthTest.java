package routes.extension.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.ApiRequest;

/** Huawei Cloud SMN: messages of topics that operators named, signed by a certificate of Huawei's. */
@Tag("slow")
class SmnAuthTest {
    private static final Instant SENT = Instant.parse("2021-04-28T02:55:10Z");
    private static final String TOPIC = "urn:smn:cn-north-4:0919a0fb:ces";
    private static final String CONFIRM =
            "https://smn.cn-north-4.myhuaweicloud.com/smn/subscriptions/subscribe?token=abc";

    private static KeyPair keys;

    private final List<URI> visited = new ArrayList<>();
    private SourceAuth auth;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void trustTheKeys() {
        SnsAuth.Aws cloud = new SnsAuth.Aws() {
            @Override
            public PublicKey signingKey(URI certificate) {
                return keys.getPublic();
            }

            @Override
            public void visit(URI address) {
                visited.add(address);
            }
        };
        auth = new SnsAuth(cloud, TopicDialect.SMN);
    }

    @Test
    void a_signed_notification_of_a_known_topic_is_let_in() throws Exception {
        require(signed(message("Notification"), "message", "message_id", "subject", "timestamp", "topic_urn", "type"));

        assertThat(visited).isEmpty();
    }

    @Test
    void a_blank_subject_is_not_signed() throws Exception {
        ObjectNode message = message("Notification").put("subject", "");

        require(signed(message, "message", "message_id", "timestamp", "topic_urn", "type"));
    }

    @Test
    void the_subscription_of_a_known_topic_is_confirmed_once_its_signature_is_good() throws Exception {
        ObjectNode confirmation = confirmation(CONFIRM);

        require(confirmation);
        assertThat(visited).containsExactly(URI.create(CONFIRM));
        confirmation.put("message", "changed");
        refused(confirmation);
        assertThat(visited).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "topic_urn, urn:smn:cn-north-4:other:ces",
        "message, changed",
        "timestamp, 2021-04-28T01:00:00Z",
        "signing_cert_url, https://smn.cn-north-4.myhuaweicloud.com.evil.example/smn/SMN_1.pem",
        "signing_cert_url, http://smn.cn-north-4.myhuaweicloud.com/smn/SMN_1.pem",
        "signing_cert_url, https://smn.cn-north-4.myhuaweicloud.com/other/SMN_1.pem",
        "signing_cert_url, https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_1.pem?x=1",
        "signature, AAAA",
    })
    void a_message_that_somebody_changed_is_refused(String field, String value) throws Exception {
        ObjectNode message =
                signed(message("Notification"), "message", "message_id", "subject", "timestamp", "topic_urn", "type");

        refused(message.put(field, value));
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/confirm", "http://smn.cn-north-4.myhuaweicloud.com/x", "https://127.0.0.1/x"})
    void nothing_but_an_address_of_the_cloud_is_called(String address) throws Exception {
        refused(confirmation(address));

        assertThat(visited).isEmpty();
    }

    private ObjectNode confirmation(String address) throws Exception {
        ObjectNode message = message("SubscriptionConfirmation").put("subscribe_url", address);
        message.remove("subject");
        return signed(message, "message", "message_id", "subscribe_url", "timestamp", "topic_urn", "type");
    }

    private static ObjectNode message(String type) {
        return Json.mapper()
                .createObjectNode()
                .put("subject", "[Huawei Cloud] Alarm")
                .put("topic_urn", TOPIC)
                .put("message_id", "ab5d")
                .put("signature_version", "v1")
                .put("type", type)
                .put("message", "{\"alarm_id\":\"al1\"}")
                .put("signing_cert_url", "https://smn.cn-north-4.myhuaweicloud.com/smn/SMN_cn-north-4.pem")
                .put("timestamp", SENT.toString());
    }

    private ObjectNode signed(ObjectNode message, String... fields) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            text.append(field).append('\n').append(message.path(field).asText()).append('\n');
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return message.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    }

    private void require(ObjectNode message) {
        ApiRequest request =
                new ApiRequest("POST", "/alarms/huawei", Map.of(), Map.of(), Map.of(), Json.bytes(message), "r-1");
        auth.require(request, Sources.secrets("", List.of(), List.of(TOPIC), SENT.plusSeconds(60)));
    }

    private void refused(ObjectNode message) {
        assertThatThrownBy(() -> require(message)).isInstanceOf(RefusedRequest.class);
    }
}
