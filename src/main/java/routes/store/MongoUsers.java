package routes.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import routes.account.User;
import routes.account.Users;
import routes.common.repository.Listed;
import routes.common.security.Sealed;

/**
 * Users in VeAIOps' collection and form; a session number is added. Failure policy: a write and the step of the counter are two
 * operations; when the second one is lost, the periodic full reload of the copies sees the write.
 */
public final class MongoUsers implements Users {
    private static final String PASSWORD = "password";
    private static final String SUPERVISOR = "is_supervisor";
    private static final String ACTIVE = "is_active";
    private static final String SESSION = "session";

    private final MongoCollection<Document> users;
    private final ChangeCounter changes;

    public MongoUsers(MongoDatabase database, ChangeCounter changes) {
        this.users = database.getCollection(CollectionNames.USER);
        this.changes = changes;
    }

    @Override
    public String newId() {
        return new ObjectId().toHexString();
    }

    @Override
    public boolean insert(User user) {
        Document document = new Document("_id", new ObjectId(user.id()))
                .append("username", user.username())
                .append("email", user.email())
                .append(PASSWORD, user.password().stored())
                .append(SUPERVISOR, user.supervisor())
                .append(ACTIVE, user.active())
                .append(SESSION, user.session());
        boolean absent = DuplicateKeys.absent(() -> users.insertOne(StoredFields.with(document, user.stamps())));
        if (absent) {
            changes.bump();
        }
        return absent;
    }

    @Override
    public List<User> all() {
        return users.find().map(MongoUsers::user).into(new ArrayList<>());
    }

    @Override
    public Optional<User> find(String id) {
        return Optional.ofNullable(users.find(StoredLists.byId(id)).first()).map(MongoUsers::user);
    }

    @Override
    public Optional<User> named(String username) {
        return Optional.ofNullable(users.find(Filters.eq("username", username)).first())
                .map(MongoUsers::user);
    }

    @Override
    public Listed<User> list(String part, int skip, int limit) {
        List<Bson> filters = StoredLists.contains("username", part).stream().toList();
        return StoredLists.page(users, filters, new int[] {skip, limit}, MongoUsers::user);
    }

    @Override
    public long count() {
        return users.countDocuments();
    }

    @Override
    public long activeSupervisors() {
        return users.countDocuments(Filters.and(Filters.eq(SUPERVISOR, true), Filters.ne(ACTIVE, false)));
    }

    @Override
    public Optional<User> setRights(String id, @Nullable Boolean supervisor, @Nullable Boolean active, By by) {
        List<Bson> set = stamp(by);
        if (supervisor != null) {
            set.add(Updates.set(SUPERVISOR, supervisor));
        }
        if (active != null) {
            set.add(Updates.set(ACTIVE, active));
            if (!active) {
                set.add(Updates.inc(SESSION, 1L));
            }
        }
        return changed(id, set);
    }

    @Override
    public void setPassword(String id, Sealed password, By by) {
        List<Bson> set = stamp(by);
        set.add(Updates.set(PASSWORD, password.stored()));
        set.add(Updates.inc(SESSION, 1L));
        changed(id, set);
    }

    private Optional<User> changed(String id, List<Bson> set) {
        Document before = users.findOneAndUpdate(StoredLists.byId(id), Updates.combine(set));
        changes.bump();
        return Optional.ofNullable(before).map(MongoUsers::user);
    }

    private static List<Bson> stamp(By by) {
        return new ArrayList<>(
                List.of(Updates.set("updated_user", by.user()), Updates.set("updated_at", Date.from(by.at()))));
    }

    @Override
    public void replacePassword(User read, Sealed same) {
        users.updateOne(
                Filters.and(
                        StoredLists.byId(read.id()),
                        Filters.eq(PASSWORD, read.password().stored())),
                Updates.set(PASSWORD, same.stored()));
        changes.bump();
    }

    @Override
    public void delete(String id) {
        users.deleteOne(StoredLists.byId(id));
        changes.bump();
    }

    private static User user(Document document) {
        return new User(
                StoredFields.id(document),
                StoredFields.text(document, "username").orElse(""),
                StoredFields.text(document, "email").orElse(""),
                new Sealed(StoredFields.text(document, PASSWORD).orElse("")),
                document.get(SUPERVISOR) == Boolean.TRUE,
                StoredFields.flag(document, ACTIVE),
                StoredFields.of(document, SESSION, Number.class)
                        .map(Number::longValue)
                        .orElse(0L),
                StoredFields.stamps(document));
    }
}
