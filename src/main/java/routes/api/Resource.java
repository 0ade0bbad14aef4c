package routes.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.repository.Listed;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository;
import routes.common.repository.Repository.Outcome;
import routes.common.security.ActingUser;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Page;
import routes.http.QueryValues;
import routes.http.RequestJson;

/**
 * What the operations on one kind of record have in common. The contract says which fields a caller may write; the id, the stamps
 * and whether it is active are ours, whatever a body says of them.
 *
 * @param name of one, as people say it
 * @param follow makes this copy obey what was written, before the answer
 */
public record Resource<T>(Repository<T> records, Class<T> type, String name, Runnable follow, Clock clock) {
    private static final List<String> OURS =
            List.of("_id", "id", "is_active", "created_user", "created_at", "updated_user", "updated_at");
    private static final String UPDATED_AT = "updated_at";
    private static final String UPDATED_USER = "updated_user";

    /** A new one of the fields of the body. */
    public T fresh(ApiRequest request) {
        return fresh(request, request.json(ObjectNode.class));
    }

    public T fresh(ApiRequest request, ObjectNode fields) {
        String id = records.newId();
        String now = Json.text(now());
        ObjectNode tree = theirs(fields);
        tree.put("_id", id).put("id", id).put("created_at", now).put(UPDATED_AT, now);
        tree.put("created_user", ActingUser.name()).put(UPDATED_USER, ActingUser.name());
        return RequestJson.read(tree, type, request.zone());
    }

    /** The same one with the fields of the body and no others. */
    public T replaced(T before, ApiRequest request) {
        ObjectNode ours = Records.tree(before).retain(OURS);
        return changed(theirs(request.json(ObjectNode.class)).setAll(ours), request);
    }

    /** The same one; fields that the body does not have stay. */
    public T patched(T before, ApiRequest request) {
        return patched(before, request, request.json(ObjectNode.class));
    }

    public T patched(T before, ApiRequest request, ObjectNode fields) {
        return changed(Records.tree(before).setAll(theirs(fields)), request);
    }

    private static ObjectNode theirs(ObjectNode fields) {
        return fields.deepCopy().remove(OURS);
    }

    /** Every change is a new edition, even within one millisecond. */
    private T changed(ObjectNode tree, ApiRequest request) {
        Instant now = now();
        Instant last = tree.hasNonNull(UPDATED_AT)
                ? Json.mapper().convertValue(tree.get(UPDATED_AT), Instant.class)
                : now.minusMillis(1);
        tree.put(UPDATED_AT, Json.text(now.isAfter(last) ? now : last.plusMillis(1)));
        sign(tree);
        return RequestJson.read(tree, type, request.zone());
    }

    /** What the hub does by itself leaves the name of the last person. */
    private static ObjectNode sign(ObjectNode fields) {
        return ActingUser.name() == null ? fields : fields.put(UPDATED_USER, ActingUser.name());
    }

    public T existing(ApiRequest request, String parameter) {
        return existing(request.idParameter(parameter));
    }

    public T existing(String id) {
        return records.find(id).orElseThrow(() -> missing(id));
    }

    public ApiAnswer list(ApiRequest request, Query query) {
        return list(request.configurationPage(), query, Function.identity());
    }

    /** @param shown what the answer has of a record */
    public ApiAnswer list(Page page, Query query, Function<T, ?> shown) {
        Listed<T> found = records.page(query, page.skip(), page.limit());
        return ApiAnswer.list(found.items().stream().map(shown).toList(), page, found.total());
    }

    /** Stores a new one. @param taken what to say when another has the same key */
    public T insert(T one, String taken) {
        done(records.insert(one), "", taken);
        return one;
    }

    public T replace(T one, String taken) {
        done(records.replace(one), Records.tree(one).path("_id").asText(), taken);
        return one;
    }

    /** For records without a unique key. */
    public T insert(T one) {
        return insert(one, "");
    }

    public T replace(T one) {
        return replace(one, "");
    }

    public void activate(String id, boolean active) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("is_active", active);
        set(id, fields, "");
    }

    /** Writes these fields of a stored one only. */
    public void set(String id, ObjectNode fields, String taken) {
        done(records.set(id, sign(fields.putPOJO(UPDATED_AT, now()))), id, taken);
    }

    /** Writes these fields of a changed record only. */
    public void set(T one, Collection<String> fields) {
        ObjectNode tree = Records.tree(one);
        String id = tree.path("_id").asText();
        Set<String> written = new HashSet<>(fields);
        written.removeAll(OURS);
        written.addAll(List.of(UPDATED_AT, UPDATED_USER));
        done(records.set(id, tree.retain(written)), id, "");
    }

    /** Whether a list is to show what is switched off too. */
    public boolean showAll(ApiRequest request) {
        return request.query("show_all")
                .map(text -> QueryValues.flag("show_all", text))
                .orElse(false);
    }

    public void delete(String id) {
        if (!records.delete(id)) {
            throw missing(id);
        }
        follow.run();
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void done(Outcome outcome, String id, String taken) {
        switch (outcome) {
            case TAKEN -> throw RefusedRequest.of(ErrorCode.CONFLICT, taken);
            case MISSING -> throw missing(id);
            case DONE -> follow.run();
        }
    }

    public RefusedRequest missing(String id) {
        return RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no " + name + " " + id);
    }
}
