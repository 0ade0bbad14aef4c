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
import routes.alarm.BoundedJson;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/**
 * A message of AWS SNS, or of Huawei Cloud's SMN, which works alike: signed with the key of a certificate that the cloud publishes,
 * from a topic that operators have named.
 * A message that is older than an hour was recorded: SNS has given up delivering it by then. A topic's first message requests a confirmation, which is given here: the topic is known, and only its owner can sign.
 *
 * @param aws calls the cloud; only at its own addresses
 * @param dialect which of the two it is
 */
public record SnsAuth(Aws aws, TopicDialect dialect) implements SourceAuth {
    private static final Duration OLDEST = Duration.ofHours(1);
    private static final String SUBSCRIBE = "SubscriptionConfirmation";

    /** One of AWS. */
    public SnsAuth(Aws aws) {
        this(aws, TopicDialect.SNS);
    }

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
        if (!secrets.topics().contains(message.path(dialect.fields().topic()).asText())) {
            throw refuse(dialect.fields().topic() + " is not among the topics that may send");
        }
        requireFresh(message, secrets.now());
        boolean confirmation =
                SUBSCRIBE.equals(message.path(dialect.fields().type()).asText());
        boolean named = message.has(dialect.fields().subscribe());
        if (!signed(message, algorithm(message, secrets), dialect.signed(confirmation || named))) {
            throw refuse(dialect.fields().signature() + " is not that of this message");
        }
        if (confirmation) {
            aws.visit(address(message, dialect.fields().subscribe(), false));
        }
    }

    private void requireFresh(JsonNode message, Instant now) {
        try {
            Instant sent =
                    Instant.parse(message.path(dialect.fields().timestamp()).asText());
            if (Duration.between(sent, now).abs().compareTo(OLDEST) <= 0) {
                return;
            }
        } catch (DateTimeException e) {
            throw refuse(dialect.fields().timestamp() + " is no time");
        }
        throw refuse(dialect.fields().timestamp() + " is more than an hour away from now");
    }

    private String algorithm(JsonNode message, SourceSecrets secrets) {
        String version = message.path(dialect.fields().version()).asText();
        if (dialect == TopicDialect.SMN || "2".equals(version)) {
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
            if (!message.path(name).asText().isEmpty()) {
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
            return check.verify(Base64.getDecoder()
                    .decode(message.path(dialect.fields().signature()).asText()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private URI certificate(JsonNode message) {
        URI address = address(message, dialect.fields().certificate(), true);
        if (address.getRawQuery() != null || !dialect.isCertificate(address.getRawPath())) {
            throw refuse(dialect.fields().certificate() + " is no address of a certificate of " + dialect.title());
        }
        return address;
    }

    /** A sender that could choose the address could choose the key. */
    private URI address(JsonNode message, String field, boolean ofCertificate) {
        try {
            URI uri = URI.create(message.path(field).asText());
            if ("https".equals(uri.getScheme())
                    && uri.getUserInfo() == null
                    && uri.getPort() < 0
                    && uri.getHost() != null
                    && dialect.isOwn(uri.getHost(), ofCertificate)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refuse(field + " is no address");
        }
        throw refuse(field + " is no address of " + dialect.title());
    }

    private static RefusedRequest refuse(String why) {
        return RefusedRequest.of(ErrorCode.UNAUTHENTICATED, why);
    }
}
