package routes.extension.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import routes.alarm.BoundedJson;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/**
 * A message of AWS SNS: signed with the key of a certificate that AWS publishes, from a topic that operators have named.
 * A message that is older than an hour was recorded: SNS has given up delivering it by then. A topic's first message requests a confirmation, which is given here: the topic is known, and only its owner can sign.
 * Source: AWS SNS developer guide, "Verifying the signatures of Amazon SNS messages".
 *
 * @param aws calls AWS; only at addresses of SNS
 */
public record SnsAuth(Aws aws) implements SourceAuth {
    private static final Pattern HOST =
            Pattern.compile("sns\\.[a-z0-9-]{1,30}\\.amazonaws\\.com(\\.cn)?", Pattern.CASE_INSENSITIVE);
    /** As AWS names its certificates; anything else at its hosts is not fetched. */
    private static final Pattern CERTIFICATE = Pattern.compile("/SimpleNotificationService-[0-9a-f]{1,64}\\.pem");

    private static final Duration OLDEST = Duration.ofHours(1);
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final String SUBSCRIBE = "SubscriptionConfirmation";

    /** Calls to AWS. */
    public interface Aws {
        /** The key of the certificate at this address; kept, since AWS keeps its addresses. */
        PublicKey signingKey(URI certificate);

        /** Calls an address and ignores the answer. */
        void visit(URI address);
    }

    @Override
    public String setting() {
        return "topics";
    }

    @Override
    public boolean configured(SourceSecrets secrets) {
        return !secrets.topics().isEmpty();
    }

    @Override
    public void require(ApiRequest request, SourceSecrets secrets) {
        JsonNode message = BoundedJson.object(request.body());
        String topic = message.path("TopicArn").asText();
        if (!secrets.topics().contains(topic)) {
            throw refuse("TopicArn is not among the topics that may send");
        }
        requireFresh(message, secrets.now());
        boolean confirmation = SUBSCRIBE.equals(message.path("Type").asText());
        if (!signed(
                message,
                algorithm(message, secrets),
                confirmation || message.has("SubscribeURL") ? CONFIRMATION : NOTIFICATION)) {
            throw refuse("Signature is not that of this message");
        }
        if (confirmation) {
            aws.visit(address(message, "SubscribeURL"));
        }
    }

    private static void requireFresh(JsonNode message, Instant now) {
        try {
            Instant sent = Instant.parse(message.path("Timestamp").asText());
            if (Duration.between(sent, now).abs().compareTo(OLDEST) <= 0) {
                return;
            }
        } catch (DateTimeException e) {
            throw refuse("Timestamp is no time");
        }
        throw refuse("Timestamp is more than an hour away from now");
    }

    private static String algorithm(JsonNode message, SourceSecrets secrets) {
        if ("2".equals(message.path("SignatureVersion").asText())) {
            return "SHA256withRSA";
        }
        if (secrets.sha1()) {
            return "SHA1withRSA";
        }
        throw refuse(
                "SignatureVersion must be 2 (SHA-256): set it for the topic, or allow SHA-1 with veaiops.alarms.sns-sha1");
    }

    private boolean signed(JsonNode message, String algorithm, List<String> fields) {
        StringBuilder text = new StringBuilder();
        for (String name : fields) {
            if (message.hasNonNull(name)) {
                text.append(name)
                        .append('\n')
                        .append(message.path(name).asText())
                        .append('\n');
            }
        }
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(aws.signingKey(certificate(message)));
            check.update(text.toString().getBytes(StandardCharsets.UTF_8));
            return check.verify(
                    Base64.getDecoder().decode(message.path("Signature").asText()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static URI certificate(JsonNode message) {
        URI address = address(message, "SigningCertURL");
        if (address.getRawQuery() != null
                || !CERTIFICATE.matcher(address.getRawPath()).matches()) {
            throw refuse("SigningCertURL is no address of a certificate of AWS SNS");
        }
        return address;
    }

    /** A sender that could choose the address could choose the key. */
    private static URI address(JsonNode message, String field) {
        try {
            URI uri = URI.create(message.path(field).asText());
            if ("https".equals(uri.getScheme())
                    && uri.getUserInfo() == null
                    && uri.getPort() < 0
                    && uri.getHost() != null
                    && HOST.matcher(uri.getHost()).matches()) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refuse(field + " is no address");
        }
        throw refuse(field + " is no address of AWS SNS");
    }

    private static RefusedRequest refuse(String why) {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, why);
    }
}
