package routes.extension.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routes.alarm.SourceConverters;
import routes.alarm.mapping.MappedAlarmConverter;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.common.json.Json;
import routes.common.yaml.YamlText;
import routes.extension.source.Posted;
import routes.extension.source.SourceFileReader;
import routes.extension.source.SourceRegistry;
import routes.extension.trial.TrialRun.Reading;
import routes.http.ApiAnswer;
import routes.http.ApiRequest;
import routes.http.RejectedItem;

/** Tries a post at a source, with its converter of today or with another mapping; nothing is stored or sent. */
public final class TryApi {
    private final TrialRun trials;
    private final SourceConverters converters;
    private final SourceRegistry sources;
    private final SourceFileReader mappings;

    public TryApi(TrialRun trials, SourceConverters converters, SourceRegistry sources, SourceFileReader mappings) {
        this.trials = trials;
        this.converters = converters;
        this.sources = sources;
        this.mappings = mappings;
    }

    /**
     * The request.
     *
     * @param body what the source posts: JSON, or text for other types
     * @param contentType JSON when absent
     * @param mapping a mapping file that is tried in the place of the source's own
     * @param path of the post; the source's own when absent
     * @param query parameters of the post
     * @param headers headers of the post
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Wanted(
            JsonNode body,
            @Nullable String contentType,
            @Nullable String mapping,
            @Nullable String method,
            @Nullable String path,
            @Nullable Map<String, String> query,
            @Nullable Map<String, String> headers) {

        Posted post() {
            byte[] bytes = body.isTextual() ? body.textValue().getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
            Map<String, List<String>> parameters = new LinkedHashMap<>();
            Optional.ofNullable(query).orElse(Map.of()).forEach((name, value) -> parameters.put(name, List.of(value)));
            Map<String, String> all = new LinkedHashMap<>();
            all.put("content-type", Optional.ofNullable(contentType).orElse(ApiAnswer.JSON));
            all.putAll(Optional.ofNullable(headers).orElse(Map.of()));
            return new Posted(
                    Optional.ofNullable(method).orElse("POST"),
                    Optional.ofNullable(path).orElse(""),
                    parameters,
                    all,
                    bytes);
        }
    }

    public ApiAnswer attempt(ApiRequest request) {
        String source = request.pathParameter("source");
        Wanted wanted = request.json(Wanted.class);
        TrialRun.Outcome outcome = trials.of(wanted.post(), reading(source, wanted.mapping()), converters.levels());
        return ApiAnswer.partly(200, outcome.trials(), RejectedItem.of(outcome.refused()));
    }

    private Reading reading(String source, @Nullable String mapping) {
        if (mapping == null) {
            return converters
                    .of(source)
                    .filter(converter -> !(converter instanceof MappedAlarmConverter))
                    .map(coded -> Reading.coded(source, coded))
                    .or(() -> sources.find(source).map(Reading::of))
                    .orElseThrow(() -> RefusedRequest.of(
                            ErrorCode.UNKNOWN_SOURCE, "there is no source " + source + "; give its file as mapping"));
        }
        List<String> problems = new ArrayList<>();
        return mappings.read(new YamlText(source, "mapping", mapping, problems))
                .map(Reading::of)
                .orElseThrow(() -> RefusedRequest.invalid("mapping", String.join("; ", problems)));
    }
}
