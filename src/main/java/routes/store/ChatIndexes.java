package routes.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unique keys of bots, chats and messages: one delivery of a platform has its effect once by them. Failure policy:
 * tried until the store takes them; keys that a taken-over database contradicts are reported, and the application runs
 * without them.
 */
public final class ChatIndexes {
    private static final Logger LOG = LoggerFactory.getLogger(ChatIndexes.class);
    private static final IndexOptions UNIQUE = new IndexOptions().unique(true);

    private final MongoDatabase database;
    private boolean done;

    public ChatIndexes(MongoDatabase database) {
        this.database = database;
    }

    /** Makes what is missing. Cheap once it succeeded. */
    public synchronized void ensure() {
        if (!done) {
            unique(CollectionNames.BOT, "bot_id", "channel");
            unique(CollectionNames.BOT_ATTRIBUTE, "channel", "bot_id", "name", "value");
            unique(CollectionNames.CHAT, "channel", "bot_id", "chat_id");
            unique(CollectionNames.MESSAGE, "channel", "bot_id", "msg_id");
            index(CollectionNames.MESSAGE, "chat_id", "msg_time");
            index(CollectionNames.MESSAGE, "msg_sender_id");
            index(CollectionNames.MESSAGE, "mentions.id");
            index(CollectionNames.MESSAGE, "msg_time");
            index(CollectionNames.MESSAGE_FILE, MongoFiles.MESSAGE);
            index(CollectionNames.MESSAGE_FILE, MongoFiles.AT);
            index(CollectionNames.FEEDBACK, "event_main_id");
            index(CollectionNames.FEEDBACK, "created_at");
            index(CollectionNames.INBOUND, "state", "at");
            done = true;
        }
    }

    private void index(String collection, String... fields) {
        database.getCollection(collection).createIndex(Indexes.ascending(fields));
    }

    private void unique(String collection, String... fields) {
        try {
            database.getCollection(collection).createIndex(Indexes.ascending(fields), UNIQUE);
        } catch (MongoCommandException e) {
            LOG.warn("the stored data contradict a unique key of {}: {}", collection, e.getErrorMessage());
        }
    }
}
