package routes.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import routes.channel.bot.Bot;
import routes.channel.bot.BotBlock;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.datasource.connect.Connect;
import routes.subscription.SubscriptionRule;

/**
 * The fields of a collection that hold secrets.
 *
 * @param in those that a document of it has
 */
record SealedFields(String collection, Function<Document, List<Held>> in) {
    static final String POLICY = "policy";
    static final String WEBHOOK = "webhook";
    /**
     * A stored secret.
     *
     * @param field of the document
     * @param key of the document in that field; null when the field itself holds the text
     */
    record Held(String field, @Nullable String key, SecretBox.Place place, Sealed value) {}

    /** @param connectSecrets names of the fields of connects that are secrets, of whatever type */
    static List<SealedFields> all(Set<String> connectSecrets) {
        return List.of(
                new SealedFields(CollectionNames.BOT, SealedFields::bot),
                new SealedFields(Connect.COLLECTION, document -> connect(document, connectSecrets)),
                new SealedFields(CollectionNames.SUBSCRIPTION, SealedFields::subscription),
                new SealedFields(CollectionNames.TASK, SealedFields::task),
                new SealedFields(CollectionNames.SYNC_RECORD, SealedFields::syncRecord),
                new SealedFields(CollectionNames.RULE_PLACE, SealedFields::rulePlace),
                new SealedFields(CollectionNames.SIGNING_KEY, SealedFields::signingKey));
    }

    private static List<Held> bot(Document document) {
        String id = StoredFields.id(document);
        List<Held> held = new ArrayList<>();
        field(document, Bot.SECRET, place(CollectionNames.BOT, id, Bot.SECRET)).ifPresent(held::add);
        held.addAll(map(document, MongoBots.CREDENTIALS, name -> place(CollectionNames.BOT, id, name)));
        for (BotBlock block : BotBlock.values()) {
            map(document, block.field(), name -> place(CollectionNames.BOT, id, block.place(name))).stream()
                    .filter(one -> block.secrets().contains(one.key()))
                    .filter(one -> !one.value().stored().isEmpty())
                    .forEach(held::add);
        }
        return held;
    }

    /** A type that came with a plugin may have others: those are known when they are sealed. */
    private static List<Held> connect(Document document, Set<String> secrets) {
        List<Held> held = new ArrayList<>();
        document.forEach((name, value) -> {
            boolean secret = secrets.contains(name) || value instanceof String text && SecretBox.looksSealed(text);
            if (secret && !MongoConnects.OWN.contains(name)) {
                field(document, name, Connect.place(StoredFields.id(document), name))
                        .ifPresent(held::add);
            }
        });
        return held;
    }

    private static List<Held> subscription(Document document) {
        String id = StoredFields.id(document);
        List<Held> held =
                new ArrayList<>(map(document, "webhook_headers", name -> SubscriptionRule.placeOfHeader(id, name)));
        field(document, "webhook_secret", SubscriptionRule.placeOfSigningSecret(id))
                .ifPresent(held::add);
        field(document, "webhook_secret_previous", SubscriptionRule.placeOfPreviousSecret(id))
                .ifPresent(held::add);
        return held;
    }

    private static List<Held> task(Document document) {
        String id = StoredFields.id(document);
        return map(document, POLICY, name -> place(CollectionNames.TASK, id, name)).stream()
                .filter(held -> WEBHOOK.equals(held.key()))
                .toList();
    }

    /** It keeps the policy of its task as that task does. */
    private static List<Held> syncRecord(Document document) {
        String task = String.valueOf(document.get("task_id"));
        return field(document, WEBHOOK, place(CollectionNames.TASK, task, WEBHOOK)).stream()
                .toList();
    }

    private static List<Held> rulePlace(Document document) {
        String id = StoredFields.id(document);
        return map(document, "secrets", name -> place(CollectionNames.RULE_PLACE, id, name));
    }

    private static List<Held> signingKey(Document document) {
        return field(document, MongoSigningKeys.KEY, MongoSigningKeys.place(StoredFields.id(document))).stream()
                .toList();
    }

    private static SecretBox.Place place(String collection, String id, String field) {
        return new SecretBox.Place(collection, id, field);
    }

    private static Optional<Held> field(Document document, String name, SecretBox.Place place) {
        return StoredFields.text(document, name)
                .filter(text -> !text.isEmpty())
                .map(text -> new Held(name, null, place, new Sealed(text)));
    }

    private static List<Held> map(Document document, String name, Function<String, SecretBox.Place> place) {
        List<Held> held = new ArrayList<>();
        StoredFields.of(document, name, Document.class).map(Map::entrySet).stream()
                .flatMap(Set::stream)
                .forEach(entry -> {
                    if (entry.getValue() instanceof String text) {
                        held.add(new Held(name, entry.getKey(), place.apply(entry.getKey()), new Sealed(text)));
                    }
                });
        return held;
    }
}
