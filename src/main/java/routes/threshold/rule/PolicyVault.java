package routes.threshold.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;

/** Policies as they are stored: the webhook, which may hold a key, is encrypted for its task. */
public final class PolicyVault {
    private static final String WEBHOOK = "webhook";

    private final SecretBox box;
    private final String collection;

    /** @param collection where tasks are kept */
    public PolicyVault(SecretBox box, String collection) {
        this.box = box;
        this.collection = collection;
    }

    ObjectNode sealed(String taskId, SyncPolicy policy) {
        ObjectNode stored = policy.json();
        if (policy.webhook() != null) {
            stored.put(
                    WEBHOOK,
                    box.seal(Secret.of(policy.webhook()), place(taskId)).stored());
        }
        return stored;
    }

    /** @throws UnreadableSecret naming the key that is missing */
    SyncPolicy open(String taskId, JsonNode stored) {
        ObjectNode open = stored.deepCopy();
        String webhook = stored.path(WEBHOOK).textValue();
        if (webhook != null) {
            open.put(WEBHOOK, box.open(new Sealed(webhook), place(taskId)).reveal());
        }
        return SyncPolicy.of(open);
    }

    private SecretBox.Place place(String taskId) {
        return new SecretBox.Place(collection, taskId, WEBHOOK);
    }
}
