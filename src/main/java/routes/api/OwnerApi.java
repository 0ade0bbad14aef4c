package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Records;
import routes.common.repository.Repository;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.FormBody;
import routes.subscription.Stamps;
import routes.subscription.owner.Owner;
import routes.subscription.owner.OwnerCsv;
import routes.subscription.owner.OwnerKind;
import routes.subscription.owner.StoredOwner;

/** Projects, products or customers as people manage them. */
public final class OwnerApi {
    private static final String FILE = "file";

    private final OwnerKind kind;
    private final Resource<StoredOwner> owners;

    public OwnerApi(OwnerKind kind, Repository<StoredOwner> owners, Clock clock) {
        this.kind = kind;
        this.owners = new Resource<>(owners, StoredOwner.class, kind.word(), () -> {}, clock);
    }

    /** What an import did: rows of the file, how many were new, how many were there already, repeated or without id or name. */
    public record Imported(int rows, int added, int skipped) {}

    public ApiAnswer list(ApiRequest request) {
        Query named = Query.ALL.contains("name", request.query("name").orElse(""));
        return owners.list(request.configurationPage(), named, this::shown);
    }

    public ApiAnswer create(ApiRequest request) {
        StoredOwner owner = stored(owner(request.json(JsonNode.class)));
        String taken = "there is a " + kind.word() + " with the " + kind.idField() + " already";
        return ApiAnswer.created(shown(owners.insert(owner, taken)));
    }

    /**
     * Takes a multipart form with the part {@code file}, or the CSV itself. Rows without an id or a name are skipped and counted;
     * nothing is written if a line cannot be used for another reason.
     */
    public ApiAnswer importCsv(ApiRequest request) {
        OwnerCsv.Content content = OwnerCsv.read(kind, file(request));
        int added = owners.records()
                .insertMissing(content.owners().stream().map(this::stored).toList());
        int skipped = content.rows() - added;
        return ApiAnswer.done(
                "imported " + added + " " + kind.word() + "s, skipped " + skipped + " rows",
                new Imported(content.rows(), added, skipped));
    }

    public ApiAnswer delete(ApiRequest request) {
        StoredOwner owner = owners.records()
                .first(Query.ALL.anyOf(kind.idField(), List.of(request.pathParameter("id"))))
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.NOT_FOUND, "there is no " + kind.word() + " with this " + kind.idField()));
        owners.delete(owner.id());
        return ApiAnswer.ok(true);
    }

    private static byte[] file(ApiRequest request) {
        if (!FormBody.announcedBy(request.contentType())) {
            return request.body();
        }
        return request.form()
                .file(FILE)
                .orElseThrow(() -> RefusedRequest.invalid(FILE, "the form has no file part with the name file"));
    }

    private Owner owner(JsonNode body) {
        return new Owner(
                body.path(kind.idField()).textValue().strip(),
                body.path("name").textValue().strip(),
                null);
    }

    private StoredOwner stored(Owner owner) {
        return StoredOwner.of(owner, owners.records().newId(), Stamps.created(owners.now()));
    }

    private ObjectNode shown(StoredOwner owner) {
        return kind.named(Records.tree(owner));
    }
}
