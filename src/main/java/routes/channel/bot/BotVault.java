package routes.channel.bot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import routes.common.security.Sealed;
import routes.common.security.Secret;
import routes.common.security.SecretBox;
import routes.common.security.UnreadableSecret;

/** Seals the credentials of a bot for its place in the store and opens them. */
public final class BotVault {
    private final SecretBox box;
    private final String collection;

    public BotVault(SecretBox box, String collection) {
        this.box = box;
        this.collection = collection;
    }

    public Sealed seal(String botDocument, String credential, Secret value) {
        return box.seal(value, place(botDocument, credential));
    }

    /** @throws UnreadableSecret naming the credential and the key that is missing */
    public Bot open(StoredBot stored) {
        Map<String, Secret> opened = new LinkedHashMap<>();
        stored.credentials().forEach((name, held) -> opened.put(name, open(stored.id(), name, held)));
        return new Bot(
                stored.id(), stored.channel(), stored.botId(), stored.openId(), stored.name(), stored.active(), opened);
    }

    /** One credential. @throws UnreadableSecret as {@link #open(StoredBot)} does */
    public Optional<Secret> open(StoredBot stored, String credential) {
        return Optional.ofNullable(stored.credentials().get(credential))
                .map(held -> open(stored.id(), credential, held));
    }

    private Secret open(String botDocument, String credential, Sealed held) {
        try {
            return box.open(held, place(botDocument, credential));
        } catch (UnreadableSecret e) {
            throw new UnreadableSecret("its credential " + credential + " cannot be opened: " + e.getMessage());
        }
    }

    private SecretBox.Place place(String botDocument, String credential) {
        return new SecretBox.Place(collection, botDocument, credential);
    }
}
