package routes.extension.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routes.alarm.FormText;
import routes.common.error.ErrorCode;
import routes.common.error.RefusedRequest;
import routes.http.ApiRequest;

/**
 * A whole request in a file: {@code POST /alarms/x?a=b}, its headers, an empty line and the body, as clients of HTTP in editors
 * write it. The version of HTTP, a host before the path, and comments ({@code #}) before the request may be there.
 */
public final class HttpSample {
    private static final Pattern END_OF_HEAD = Pattern.compile("\\r?\\n\\r?\\n|\\z");
    private static final Pattern FIRST_LINE =
            Pattern.compile("(?:([A-Z]+)\\s+)?(?:https?://[^/?\\s]*)?(/[^?\\s]*)(?:\\?(\\S*))?(?:\\s+HTTP/\\S+)?");
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s*(?:#|//)[^\\n]*\\n|\\s*\\n)+");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private HttpSample() {}

    /**
     * @param name of the file, for what is wrong with it
     * @param paths path templates, such as {@code /v2/{key}}, of which the parameters of the path are read
     * @throws RefusedRequest when the file is no request
     */
    public static ApiRequest read(String name, byte[] file, List<String> paths) {
        String text =
                COMMENTS.matcher(new String(file, StandardCharsets.ISO_8859_1)).replaceFirst("");
        Matcher end = END_OF_HEAD.matcher(text);
        int headEnd = end.find() ? end.start() : text.length();
        String[] head = utf8(text.substring(0, headEnd)).split("\\r?\\n");
        Matcher first = FIRST_LINE.matcher(head[0].strip());
        if (!first.matches()) {
            throw RefusedRequest.of(
                    ErrorCode.BAD_REQUEST, name + " must begin with a line such as POST /alarms/x?a=b HTTP/1.1");
        }
        String path = URLDecoder.decode(first.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
        byte[] body = text.substring(Math.min(text.length(), end.end())).getBytes(StandardCharsets.ISO_8859_1);
        return new ApiRequest(
                first.group(1) == null ? "POST" : first.group(1),
                path,
                parameters(path, paths),
                first.group(3) == null ? Map.of() : FormText.read(first.group(3), StandardCharsets.UTF_8),
                headers(name, head),
                SamplePost.withoutLastLineEnds(body),
                SampleRun.ID);
    }

    private static Map<String, String> headers(String name, String[] head) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon < 1) {
                throw RefusedRequest.of(
                        ErrorCode.BAD_REQUEST,
                        name + ": a header is \"name: value\", and an empty line stands before the body: line "
                                + (i + 1));
            }
            headers.putIfAbsent(
                    head[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    head[i].substring(colon + 1).strip());
        }
        return headers;
    }

    static Map<String, String> parameters(String path, List<String> patterns) {
        for (String pattern : patterns) {
            Map<String, String> parameters = parameters(path, pattern);
            if (!parameters.isEmpty()) {
                return parameters;
            }
        }
        return Map.of();
    }

    private static Map<String, String> parameters(String path, String pattern) {
        String[] given = path.split("/");
        String[] wanted = pattern.split("/");
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            Matcher parameter = PARAMETER.matcher(wanted[i]);
            if (given.length != wanted.length || !parameter.matches() && !wanted[i].equals(given[i])) {
                return Map.of();
            }
            if (parameter.matches()) {
                parameters.put(parameter.group(1), given[i]);
            }
        }
        return parameters;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
