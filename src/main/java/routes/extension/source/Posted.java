package routes.extension.source;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import routes.alarm.FormText;
import routes.http.ApiRequest;

/**
 * A post as its sender makes it.
 *
 * @param path as it is posted to; empty for the source's own
 * @param query decoded, every value of every parameter
 * @param headers by lower-case name
 */
public record Posted(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {
    private static final String CONTENT_TYPE = "content-type";

    public Posted {
        query = Map.copyOf(query);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /**
     * What a file holds, as the ending of its name tells ({@link SamplePost}).
     *
     * @throws routes.common.error.RefusedRequest when a whole request cannot be read
     */
    public static Posted read(String name, byte[] file) {
        if (name.endsWith("." + SamplePost.REQUEST)) {
            ApiRequest request = HttpSample.read(name, file, List.of());
            return new Posted(request.method(), request.path(), request.query(), request.headers(), request.body());
        }
        return new Posted("POST", "", Map.of(), Map.of(CONTENT_TYPE, SamplePost.contentType(name)), file);
    }

    /** The same with more in its head. @param moreQuery as it stands in an address */
    public Posted with(String moreQuery, Map<String, String> moreHeaders) {
        Map<String, List<String>> allQuery = new LinkedHashMap<>(query);
        if (!moreQuery.isEmpty()) {
            allQuery.putAll(FormText.read(moreQuery, StandardCharsets.UTF_8));
        }
        Map<String, String> allHeaders = new TreeMap<>(headers);
        moreHeaders.forEach((name, value) -> allHeaders.put(name.toLowerCase(Locale.ROOT), value));
        return new Posted(method, path, allQuery, allHeaders, body);
    }

    public String contentType() {
        return headers.getOrDefault(CONTENT_TYPE, "application/json");
    }

    /** What the mapping of a source sees of it. A body that names its parts already is what the mapping sees. */
    public byte[] seenBy(SourceFile file) {
        boolean seen = !file.view().bodyAlone() && !hasHead() && RequestView.isView(body);
        return seen ? body : SamplePost.seen(file, request(file));
    }

    /** Whether more than a body is known of it. */
    private boolean hasHead() {
        return !path.isEmpty() || !query.isEmpty() || headers.size() > (headers.containsKey(CONTENT_TYPE) ? 1 : 0);
    }

    private ApiRequest request(SourceFile file) {
        String posted = path.isEmpty() ? "/alarms/" + file.name() : path;
        return new ApiRequest(
                method,
                posted,
                HttpSample.parameters(posted, SamplePost.pathPatterns(file)),
                query,
                headers,
                body,
                SampleRun.ID);
    }

    @Override
    public String toString() {
        return method + " " + path + " of " + body.length + " bytes";
    }
}
