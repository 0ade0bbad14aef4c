package routes.extension.source;

import java.util.List;
import java.util.regex.Pattern;

/** How a service that publishes topics names what it signs, and where its certificates are. */
enum TopicDialect {
    /** AWS SNS developer guide, "Verifying the signatures of Amazon SNS messages". */
    SNS(
            "AWS SNS",
            new Fields(
                    "TopicArn", "Type", "Timestamp", "Signature", "SignatureVersion", "SigningCertURL", "SubscribeURL"),
            new Signed(
                    List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
                    List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")),
            Addresses.of(
                    "sns\\.[a-z0-9-]{1,30}\\.amazonaws\\.com(\\.cn)?",
                    "/SimpleNotificationService-[0-9a-f]{1,64}\\.pem",
                    "sns\\.[a-z0-9-]{1,30}\\.amazonaws\\.com(\\.cn)?")),
    /**
     * Huawei Cloud SMN user guide, "Message Signature Verification" (usermanual-smn, smn_ug_a9003) and "Sample Code": as SNS, with
     * other names; a blank subject is not signed. The algorithm is that of the certificate's own signature, SHA-256 with RSA.
     */
    SMN(
            "Huawei Cloud SMN",
            new Fields(
                    "topic_urn",
                    "type",
                    "timestamp",
                    "signature",
                    "signature_version",
                    "signing_cert_url",
                    "subscribe_url"),
            new Signed(
                    List.of("message", "message_id", "subject", "timestamp", "topic_urn", "type"),
                    List.of("message", "message_id", "subscribe_url", "timestamp", "topic_urn", "type")),
            Addresses.of(
                    "smn\\.[a-z0-9-]{1,30}\\.myhuaweicloud\\.(com|eu)",
                    "/smn/SMN[A-Za-z0-9_-]{0,64}\\.pem",
                    "smn\\.[a-z0-9-]{1,30}\\.myhuaweicloud\\.(com|eu)|console(-intl)?(\\.[a-z0-9-]{1,30})?\\.huaweicloud\\.(com|eu)"));

    /** The names of its fields. */
    record Fields(
            String topic,
            String type,
            String timestamp,
            String signature,
            String version,
            String certificate,
            String subscribe) {}

    /** The fields that are signed, in their order, of a notification and of a confirmation. */
    record Signed(List<String> notification, List<String> confirmation) {}

    /** Where its certificates are, and where subscriptions are confirmed. */
    record Addresses(Pattern certificateHost, Pattern certificatePath, Pattern subscribeHost) {
        static Addresses of(String certificateHost, String certificatePath, String subscribeHost) {
            return new Addresses(
                    Pattern.compile(certificateHost, Pattern.CASE_INSENSITIVE),
                    Pattern.compile(certificatePath),
                    Pattern.compile(subscribeHost, Pattern.CASE_INSENSITIVE));
        }
    }

    private final String title;
    private final Fields fields;
    private final Signed signed;
    private final Addresses addresses;

    TopicDialect(String title, Fields fields, Signed signed, Addresses addresses) {
        this.title = title;
        this.fields = fields;
        this.signed = signed;
        this.addresses = addresses;
    }

    String title() {
        return title;
    }

    Fields fields() {
        return fields;
    }

    /** The fields that are signed, in their order. */
    List<String> signed(boolean asConfirmation) {
        return asConfirmation ? signed.confirmation() : signed.notification();
    }

    boolean isCertificate(String path) {
        return addresses.certificatePath().matcher(path).matches();
    }

    /** Whether a host is its own: a sender that could choose the address could choose the key. */
    boolean isOwn(String host, boolean ofCertificates) {
        return (ofCertificates ? addresses.certificateHost() : addresses.subscribeHost())
                .matcher(host)
                .matches();
    }
}
