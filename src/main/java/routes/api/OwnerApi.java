package routes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.FormBody;
import routes.http.Page;
import routes.subscription.Stamps;
import routes.subscription.owner.Owner;
import routes.subscription.owner.OwnerCsv;
import routes.subscription.owner.OwnerKind;
import routes.subscription.owner.OwnerRepository;

/** Projects, products or customers as people manage them. */
public final class OwnerApi {
    private static final String FILE = "file";

    private final OwnerKind kind;
    private final OwnerRepository owners;
    private final Clock clock;

    public OwnerApi(OwnerKind kind, OwnerRepository owners, Clock clock) {
        this.kind = kind;
        this.owners = owners;
        this.clock = clock;
    }

    /** What an import did: rows of the file, how many were new, how many were there already, repeated or without id or name. */
    public record Imported(int rows, int added, int skipped) {}

    public ApiAnswer list(ApiRequest request) {
        Page page = request.configurationPage();
        OwnerRepository.Found found = owners.find(kind, request.query("name").orElse(""), page.skip(), page.limit());
        List<Map<String, Object>> shown =
                found.owners().stream().map(this::shown).toList();
        return ApiAnswer.list(shown, page, found.total());
    }

    public ApiAnswer create(ApiRequest request) {
        Owner owner = owner(request.json(JsonNode.class));
        return owners.add(kind, owner, Stamps.created(clock.instant()))
                .map(stored -> ApiAnswer.created(shown(stored)))
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "there is a " + kind.word() + " with the " + kind.idField() + " already"));
    }

    /**
     * Takes a multipart form with the part {@code file}, or the CSV itself. Rows without an id or a name are skipped and counted;
     * nothing is written if a line cannot be used for another reason.
     */
    public ApiAnswer importCsv(ApiRequest request) {
        OwnerCsv.Content content = OwnerCsv.read(kind, file(request));
        int added = owners.addMissing(kind, content.owners(), Stamps.created(clock.instant()));
        int skipped = content.rows() - added;
        return ApiAnswer.done(
                "imported " + added + " " + kind.word() + "s, skipped " + skipped + " rows",
                new Imported(content.rows(), added, skipped));
    }

    public ApiAnswer delete(ApiRequest request) {
        if (!owners.remove(kind, request.pathParameter("id"))) {
            throw RefusedRequest.of(ErrorCode.NOT_FOUND, "there is no " + kind.word() + " with this " + kind.idField());
        }
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

    private Map<String, Object> shown(OwnerRepository.Stored stored) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("_id", stored.id());
        shown.putAll(fields(stored.owner()));
        shown.put("is_active", stored.active());
        shown.put("created_user", stored.stamps().createdUser());
        shown.put("created_at", stored.stamps().createdAt());
        shown.put("updated_user", stored.stamps().updatedUser());
        shown.put("updated_at", stored.stamps().updatedAt());
        return shown;
    }

    private Map<String, Object> fields(Owner owner) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(kind.idField(), owner.id());
        fields.put("name", owner.name());
        if (kind.desensitized()) {
            fields.put("desensitized_name", owner.desensitizedName());
        }
        return fields;
    }
}
