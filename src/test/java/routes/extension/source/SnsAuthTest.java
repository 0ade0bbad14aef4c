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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.http.ApiRequest;

@Tag("slow")
class SnsAuthTest {
    private static final Instant SENT = Instant.parse("2026-05-01T03:00:00Z");
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";
    private static final String CONFIRM = "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";

    private static KeyPair keys;

    private final List<URI> visited = new ArrayList<>();
    private SnsAuth auth;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    @BeforeEach
    void trustTheKeys() {
        auth = new SnsAuth(new SnsAuth.Aws() {
            @Override
            public PublicKey signingKey(URI certificate) {
                return keys.getPublic();
            }

            @Override
            public void visit(URI address) {
                visited.add(address);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void a_signed_notification_of_a_known_topic_is_let_in(String version) throws Exception {
        auth.require(request(sign(notification(), version)), topics(TOPIC, SENT, true));

        assertThat(visited).isEmpty();
    }

    @Test
    void sha_1_is_refused_unless_it_is_allowed() throws Exception {
        refuses(sign(notification(), "1"), topics(TOPIC));
        refuses(sign(notification(), "3"), topics(TOPIC));
        auth.require(request(sign(notification(), "2")), topics(TOPIC));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 0, 3600})
    void a_message_of_the_last_hour_is_let_in(long age) throws Exception {
        auth.require(request(sign(notification(), "2")), topics(TOPIC, SENT.plusSeconds(age), false));
    }

    @ParameterizedTest
    @ValueSource(longs = {-3601, 3601, 86_400})
    void a_recorded_message_is_refused(long age) throws Exception {
        refuses(sign(notification(), "2"), topics(TOPIC, SENT.plusSeconds(age), false));
        refuses(sign(confirmation(), "2"), topics(TOPIC, SENT.plusSeconds(age), false));
        refuses(sign(notification().put("Timestamp", "now"), "2"), topics(TOPIC));
        assertThat(visited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-west-1.amazonaws.com/",
                "https://sns.eu-west-1.amazonaws.com/other.pem",
                "https://sns.eu-west-1.amazonaws.com/x/SimpleNotificationService-1.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem/..",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-%31.pem",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem?Action=ListTopics",
                "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-xyz.pem"
            })
    void another_path_than_that_of_a_certificate_is_not_fetched(String address) throws Exception {
        refuses(sign(notification().put("SigningCertURL", address), "2"), topics(TOPIC));
    }

    @Test
    void a_subscription_is_confirmed_when_its_topic_is_known() throws Exception {
        auth.require(request(sign(confirmation(), "2")), topics(TOPIC));

        assertThat(visited).containsExactly(URI.create(CONFIRM));
    }

    @Test
    void an_unknown_topic_is_refused_and_nothing_is_visited() throws Exception {
        ObjectNode message = sign(confirmation(), "2");

        refuses(message, topics("arn:aws:sns:eu-west-1:123456789012:other"));
        assertThat(visited).isEmpty();
    }

    @Test
    void a_changed_message_is_refused() throws Exception {
        refuses(sign(notification(), "2").put("Message", "other"), topics(TOPIC));
        refuses(sign(notification(), "2").put("Signature", "no base64!"), topics(TOPIC));
        refuses(sign(confirmation(), "2").put("SubscribeURL", CONFIRM + "x"), topics(TOPIC));
        assertThat(visited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-west-1.amazonaws.com/a.pem",
                "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
                "https://evil.example/sns.eu-west-1.amazonaws.com.pem",
                "https://sns.eu-west-1.amazonaws.com@evil.example/a.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
                "https://s3.eu-west-1.amazonaws.com/a.pem",
                "file:///etc/passwd",
                "no address"
            })
    void a_certificate_from_elsewhere_is_refused(String address) throws Exception {
        ObjectNode message = notification().put("SigningCertURL", address);

        refuses(sign(message, "2"), topics(TOPIC));
    }

    private void refuses(ObjectNode message, SourceSecrets secrets) {
        assertThatThrownBy(() -> auth.require(request(message), secrets)).isInstanceOf(RefusedRequest.class);
    }

    private static ObjectNode notification() {
        return Json.mapper()
                .createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "m-1")
                .put("TopicArn", TOPIC)
                .put("Subject", "ALARM")
                .put("Message", "{\"AlarmName\":\"cpu\"}")
                .put("Timestamp", SENT.toString())
                .put("SigningCertURL", CERTIFICATE);
    }

    private static ObjectNode confirmation() {
        ObjectNode message = notification().put("Type", "SubscriptionConfirmation");
        message.remove("Subject");
        return message.put("Token", "t").put("SubscribeURL", CONFIRM);
    }

    /** As the AWS developer guide says: names and values in alphabetical order, a line each. */
    private ObjectNode sign(ObjectNode message, String version) throws Exception {
        String text = Stream.of(
                        "Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")
                .filter(message::has)
                .map(name -> name + "\n" + message.get(name).textValue() + "\n")
                .collect(Collectors.joining());
        Signature signature = Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return message.put("SignatureVersion", version)
                .put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
    }

    private static ApiRequest request(ObjectNode message) {
        return new ApiRequest("POST", "/alarms/sns", Map.of(), Map.of(), Map.of(), Json.bytes(message), "r1");
    }

    private static SourceSecrets topics(String topic, Instant now, boolean sha1) {
        return Sources.secrets("", List.of(), List.of(topic), now, sha1);
    }

    private static SourceSecrets topics(String topic) {
        return topics(topic, SENT, false);
    }
}
