package routes.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routes.alarm.mapping.JqProgram;
import routes.api.ApiAnswer;
import routes.api.ApiRequest;
import routes.api.DoorPolicy;
import routes.api.RejectedItem;
import routes.error.ErrorCode;
import routes.error.RefusedRequest;
import routes.error.VeaiopsException;
import routes.json.Json;

/** The door of a mapped source; it follows the file that its source has at the time. */
public final class SourceDoor implements DoorPolicy {
    private final Supplier<SourceFile> file;
    private final SourceSecrets secrets;

    public SourceDoor(Supplier<SourceFile> file, SourceSecrets secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    /** What reads the body decides when it is there. */
    @Override
    public boolean knows(ApiRequest head) {
        List<SourceAuth> ways = configured();
        Optional<RefusedRequest> refused =
                refusal(head, ways.stream().filter(SourceAuth::readsHead).toList());
        if (refused.isPresent() && ways.stream().noneMatch(SourceAuth::readsBody)) {
            throw refused.get();
        }
        return refused.isEmpty();
    }

    /** Any way lets a caller in that is set up; when none does, the last reason is told. */
    @Override
    public void admit(ApiRequest request) {
        refusal(request, configured()).ifPresent(refused -> {
            throw refused;
        });
    }

    private List<SourceAuth> configured() {
        return file.get().auth().stream().filter(way -> way.configured(secrets)).toList();
    }

    /** Why none of these ways lets the caller in; empty when one does. */
    private Optional<RefusedRequest> refusal(ApiRequest request, List<SourceAuth> ways) {
        RefusedRequest last = null;
        for (SourceAuth way : ways) {
            try {
                way.require(request, secrets);
                return Optional.empty();
            } catch (RefusedRequest e) {
                last = e;
            }
        }
        return Optional.of(last == null ? RefusedRequest.of(ErrorCode.UNAUTHENTICATED, missing()) : last);
    }

    private String missing() {
        String name = file.get().name();
        return file.get().auth().stream()
                .map(way -> "veaiops.alarms." + way.setting() + "." + name)
                .distinct()
                .collect(Collectors.joining(" or ", "callers cannot be authenticated yet: set ", ""));
    }

    @Override
    public byte[] body(ApiRequest request) {
        return file.get().view().of(request);
    }

    /** A replay needs no token: who replays is known by the token of the manager API. */
    @Override
    public byte[] withoutToken(byte[] body) {
        SourceFile source = file.get();
        return new HiddenFields(source.auth().stream()
                        .flatMap(way -> way.fieldsSeen(source.view()).stream())
                        .collect(Collectors.toSet()))
                .in(body);
    }

    @Override
    public ApiAnswer answer(ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
        SourceFile source = file.get();
        return source.answer()
                .map(program -> new ApiAnswer(source.status(), ApiAnswer.JSON, answer(program, request, ids, rejected)))
                .orElseGet(() -> ApiAnswer.partly(source.status(), String.join(",", ids), rejected));
    }

    private static byte[] answer(JqProgram program, ApiRequest request, List<String> ids, List<RejectedItem> rejected) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        ids.forEach(facts.putArray("ids")::add);
        facts.set("rejected", Json.mapper().valueToTree(rejected));
        facts.set("body", RequestView.parsed(request));
        facts.put("request_id", request.requestId());
        try {
            List<JsonNode> results = program.run(facts, Map.of());
            return results.isEmpty() ? new byte[0] : Json.bytes(results.get(0));
        } catch (JqProgram.Failed e) {
            throw new VeaiopsException("the answer of the mapping cannot be made: " + e.getMessage());
        }
    }
}
