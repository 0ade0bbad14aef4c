package routes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import routes.account.User;
import routes.account.Users;
import routes.common.repository.Query;
import routes.common.security.Sealed;

/** Users in VeAIOps' collection and form; a session number is added. */
public final class MongoUsers extends Documents<User> implements Users {
    private static final String PASSWORD = "password";
    private static final String SUPERVISOR = "is_supervisor";
    private static final String ACTIVE = "is_active";
    private static final String SESSION = "session";

    private final ChangeCounter changes;

    public MongoUsers(MongoDatabase database, ChangeCounter changes) {
        super(database, CollectionNames.USER, User.class, changes);
        this.changes = changes;
    }

    /** Without a password there is no login. */
    @Override
    protected void fromStore(ObjectNode tree) {
        if (!tree.path(PASSWORD).isTextual()) {
            tree.put(PASSWORD, "");
        }
    }

    @Override
    public Optional<User> named(String username) {
        return first(Query.ALL.anyOf("username", List.of(username)));
    }

    @Override
    public long count() {
        return collection().countDocuments();
    }

    @Override
    public long activeSupervisors() {
        return collection().countDocuments(Filters.and(Filters.eq(SUPERVISOR, true), Filters.ne(ACTIVE, false)));
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
        Document before = collection().findOneAndUpdate(StoredLists.byId(id), Updates.combine(set));
        changes.bump();
        return Optional.ofNullable(before).map(this::read);
    }

    private static List<Bson> stamp(By by) {
        return new ArrayList<>(
                List.of(Updates.set("updated_user", by.user()), Updates.set("updated_at", Date.from(by.at()))));
    }

    @Override
    public void replacePassword(User read, Sealed same) {
        changeIf(read.id(), Filters.eq(PASSWORD, read.password().stored()), Updates.set(PASSWORD, same.stored()));
    }
}
