package routes.extension.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import routes.http.ApiRequest;
import routes.http.PostedBody;

/**
 * A sample as the mapping of its source sees it. The ending of its name says how it is written: {@code .form}, {@code .xml},
 * {@code .txt} and {@code .eml} are bodies as they are posted (but for line ends at the end of a form or text), {@code .http} is a whole request, and
 * {@code .json} is what the mapping sees itself, which is the body where the mapping names nothing else of the request.
 */
public final class SamplePost {
    static final String REQUEST = "http";
    private static final Map<String, String> TYPES = Map.of(
            "form", "application/x-www-form-urlencoded",
            "xml", "application/xml",
            "txt", "text/plain",
            "eml", PostedBody.MAIL);

    private SamplePost() {}

    /** @throws routes.common.error.RefusedRequest as the endpoint would refuse the post */
    public static byte[] seen(SourceFile file, SourcePack.Sample sample) {
        String ending = sample.name().substring(sample.name().lastIndexOf('.') + 1);
        if (ending.equals(REQUEST)) {
            return seen(file, HttpSample.read(sample.name(), sample.body(), pathPatterns(file)));
        }
        String type = TYPES.get(ending);
        return type == null ? sample.body() : seen(file, posted(file, type, sample.body()));
    }

    /** What the mapping sees of a request. */
    public static byte[] seen(SourceFile file, ApiRequest request) {
        return file.view().of(PostedBody.of(request, file.consumes()));
    }

    /** The content type of a file that holds a body as it is posted; JSON where the ending of its name tells none. */
    static String contentType(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/json");
    }

    private static ApiRequest posted(SourceFile file, String type, byte[] body) {
        boolean lines = !type.endsWith("/xml") && !type.equals(PostedBody.MAIL);
        return new ApiRequest(
                "POST",
                "/alarms/" + file.name(),
                Map.of(),
                Map.of(),
                Map.of("content-type", type),
                lines ? withoutLastLineEnds(body) : body,
                SampleRun.ID);
    }

    /** Editors end a file with a line end; senders do not end a body so. */
    static byte[] withoutLastLineEnds(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("[\\r\\n]+\\z", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<String> pathPatterns(SourceFile file) {
        Set<String> patterns = new TreeSet<>();
        file.paths().forEach(path -> patterns.add(path.substring(path.indexOf('/'))));
        return List.copyOf(patterns);
    }
}
