package routes.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request of a file, as it stands there, and what to do with its answer.
 *
 * <pre>
 * ### createSilence
 * POST /apis/v1/manager/event-center/silence
 * Content-Type: application/json
 * {"comment": "new disks"}
 * &gt; silence = /data/_id
 * &lt; 201 application/json
 * {"code": 0}
 * </pre>
 *
 * <p>{@code > name = pointer} names a value of the answer; later requests say it as <code>${name}</code>. {@code ? pointer =
 * value} asks again until the answer has the value. {@code $ collection field=value} records the newest document of a collection too,
 * {@code ~ names} the names of the fields alone.
 * What follows {@code <} is the recorded answer, and what follows {@code =} the document.
 *
 * @param title the id of the operation, and a remark after a colon
 */
record Exchange(
        String title,
        String method,
        String target,
        Map<String, String> headers,
        String body,
        Map<String, String> saved,
        Map<String, String> awaited,
        List<String> stored,
        boolean namesOnly) {

    private static final String NAMES_ONLY = "~ names";

    String operation() {
        return title.replaceFirst(":.*", "");
    }

    /** Those of a file; recorded answers are passed over. */
    static List<Exchange> read(String text) {
        List<Exchange> all = new ArrayList<>();
        for (String block : text.split("(?m)^### ")) {
            List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
            if (!lines.isEmpty() && !block.startsWith("//")) {
                all.add(of(lines));
            }
        }
        return all;
    }

    private static Exchange of(List<String> lines) {
        String[] first = lines.get(1).split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> saved = new LinkedHashMap<>();
        Map<String, String> awaited = new LinkedHashMap<>();
        List<String> body = new ArrayList<>();
        List<String> stored = new ArrayList<>();
        boolean namesOnly = lines.contains(NAMES_ONLY);
        for (String line : lines.subList(2, lines.size())) {
            if (line.startsWith("< ")) {
                break;
            } else if (line.equals(NAMES_ONLY)) {
                continue;
            } else if (line.startsWith("$ ")) {
                stored.add(line.substring(2));
            } else if (line.startsWith("> ")) {
                put(saved, line.substring(2), " = ");
            } else if (line.startsWith("? ")) {
                put(awaited, line.substring(2), " = ");
            } else if (body.isEmpty() && line.matches("[A-Z][A-Za-z-]+: .*")) {
                put(headers, line, ": ");
            } else {
                body.add(line);
            }
        }
        return new Exchange(
                lines.get(0), first[0], first[1], headers, String.join("\n", body), saved, awaited, stored, namesOnly);
    }

    private static void put(Map<String, String> map, String line, String separator) {
        String[] pair = line.split(separator, 2);
        map.put(pair[0], pair[1]);
    }

    /** As it stands in the file, without an answer. */
    String text() {
        return "### " + title + "\n" + method + " " + target + "\n"
                + lines(headers, "", ": ")
                + (body.isEmpty() ? "" : body + "\n")
                + lines(saved, "> ", " = ")
                + lines(awaited, "? ", " = ")
                + (namesOnly ? NAMES_ONLY + "\n" : "")
                + stored.stream().map(one -> "$ " + one + "\n").collect(Collectors.joining());
    }

    private static String lines(Map<String, String> map, String before, String between) {
        return map.entrySet().stream()
                .map(one -> before + one.getKey() + between + one.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
