package routes.api.datasource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import routes.api.Resource;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.repository.Query;
import routes.common.repository.Repository;
import routes.common.security.Sealed;
import routes.common.security.SecretBox;
import routes.datasource.Account;
import routes.datasource.DataSource;
import routes.datasource.DataSources;
import routes.datasource.connect.Connect;
import routes.datasource.connect.ConnectDraft;
import routes.datasource.connect.DataSourceResolver;
import routes.datasource.connect.StoredSource;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.Fields;
import routes.subscription.Stamps;

/** Operations on connects. */
public final class ConnectApi {
    /** How many users of a connect a refusal names. */
    private static final int SHOWN = 10;

    private final Resource<Connect> connects;
    private final Repository<StoredSource> sources;
    private final DataSources types;
    private final ConnectDraft draft;
    private final SecretBox box;
    private final DataSourceResolver resolver;
    private final AlarmUrls alarmUrl;

    /**
     * @param sources which refer to connects
     * @param alarmUrl where a platform of a type is to post alarms
     */
    public ConnectApi(
            Resource<Connect> connects,
            Repository<StoredSource> sources,
            DataSources types,
            ConnectDraft draft,
            SecretBox box,
            DataSourceResolver resolver,
            AlarmUrls alarmUrl) {
        this.connects = connects;
        this.sources = sources;
        this.types = types;
        this.draft = draft;
        this.box = box;
        this.resolver = resolver;
        this.alarmUrl = alarmUrl;
    }

    public ApiAnswer create(ApiRequest request) {
        Fields fields = Fields.of(request);
        String name = fields.text("name");
        DataSource type = types.require("type", fields.text("type"));
        Account account = draft.draft(type, null, fields.body());
        Connect connect = sealed(connects.records().newId(), name, account, Stamps.created(connects.now()));
        return ApiAnswer.ok(shown(connects.insert(connect, taken(name))));
    }

    public ApiAnswer list(ApiRequest request) {
        Query query = Query.ALL
                .contains("name", request.query("name").orElse(""))
                .equal("type", request.query("datasource_type").orElse(""));
        return connects.list(request.configurationPage(), query, this::shown);
    }

    public ApiAnswer get(ApiRequest request) {
        return ApiAnswer.ok(shown(connects.existing(request, "connect_id")));
    }

    /** Changes what is given; the type stays. */
    public ApiAnswer update(ApiRequest request) {
        Connect before = connects.existing(request, "connect_id");
        Fields fields = Fields.of(request);
        String name = fields.optionalText("name").orElse(before.name());
        if (!fields.optionalText("type").orElse(before.type()).equals(before.type())) {
            throw RefusedRequest.invalid("type", "type cannot be changed: make another connect");
        }
        Account kept = resolver.account(before, ConnectDraft.given(fields.body()));
        Account account = draft.draft(typeOf(before), kept, fields.body());
        Connect after = sealed(before.id(), name, account, before.stamps().updated(connects.now()));
        return ApiAnswer.ok(shown(connects.replace(after, taken(name))));
    }

    /** Refused while a data source uses it. */
    public ApiAnswer delete(ApiRequest request) {
        String id = request.idParameter("connect_id");
        List<String> users = sources.all(Query.ALL).stream()
                .filter(source -> source.connectId().equals(id))
                .map(StoredSource::name)
                .limit(SHOWN)
                .toList();
        if (!users.isEmpty()) {
            throw RefusedRequest.of(
                    ErrorCode.CONFLICT, "the connect is used by data sources: " + String.join(", ", users));
        }
        connects.delete(id);
        return ApiAnswer.ok(true);
    }

    /** Tries a connect that is described in the body, or a stored one by {@code connect_id}; changes nothing anywhere. */
    public ApiAnswer dial(ApiRequest request) {
        Fields fields = Fields.of(request);
        if (fields.has("connect_id")) {
            Connect stored = connects.existing(fields.id("connect_id"));
            typeOf(stored).test(resolver.account(stored));
        } else {
            DataSource type = types.require("type", fields.text("type"));
            type.test(draft.draft(type, null, fields.body()));
        }
        return ApiAnswer.ok(null);
    }

    /** Puts in place at the platform what its alarms need to reach us; answers what was changed. */
    public ApiAnswer prepare(ApiRequest request) {
        Connect connect = connects.existing(request, "connect_id");
        DataSource type = typeOf(connect);
        List<String> changes = type.prepare(resolver.account(connect), alarmUrl.of(type.type()));
        return ApiAnswer.ok(Map.of("changes", changes));
    }

    private DataSource typeOf(Connect connect) {
        return types.find(connect.type())
                .orElseThrow(() -> RefusedRequest.of(
                        ErrorCode.CONFLICT, "no data source of the type " + connect.type() + " is installed"));
    }

    private Connect sealed(String id, String name, Account account, Stamps stamps) {
        Map<String, Sealed> secrets = new HashMap<>();
        account.secrets().forEach((field, secret) -> secrets.put(field, box.seal(secret, Connect.place(id, field))));
        return new Connect(id, name, account.type(), account.fields(), secrets, true, stamps);
    }

    private ObjectNode shown(Connect connect) {
        return SourceJson.of(connect, types.find(connect.type()));
    }

    private static String taken(String name) {
        return "there is a connect named " + name + " already";
    }
}
