package routes.notice.render;

import com.fasterxml.jackson.core.JsonLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same files with the number of each line at its end, as marks that come through a template: so a fault in what a
 * template made is traced to the line that made it, also in a part that it includes.
 */
final class NumberedFiles extends TemplateFiles {
    private static final char OPEN = '\uE002';
    private static final char CLOSE = '\uE003';
    private static final Pattern MARK = Pattern.compile(OPEN + "(\\d+):(\\d+)" + CLOSE);

    private final TemplateFiles files;
    private final List<String> places = new ArrayList<>();

    NumberedFiles(TemplateFiles files) {
        super(TemplateTexts.NONE, Map::of);
        this.files = files;
    }

    @Override
    Optional<Found> find(String name) {
        return files.find(name).map(this::numbered);
    }

    private Found numbered(Found found) {
        places.add(found.place());
        int place = places.size() - 1;
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (String line : found.text().split("\n", -1)) {
            number++;
            text.append(line)
                    .append(OPEN)
                    .append(place)
                    .append(':')
                    .append(number)
                    .append(CLOSE)
                    .append('\n');
        }
        return new Found(found.place(), text.toString());
    }

    static String without(String text) {
        return MARK.matcher(text).replaceAll("");
    }

    /** The file and line that made what is at a place of the text without marks. */
    String lineOf(String marked, JsonLocation location) {
        long wanted = location == null ? 0 : Math.max(0, location.getCharOffset());
        long passed = 0;
        int done = 0;
        Matcher marks = MARK.matcher(marked);
        String last = "?";
        while (marks.find()) {
            passed += marks.start() - done;
            done = marks.end();
            last = places.get(Integer.parseInt(marks.group(1))) + ":" + marks.group(2);
            if (passed >= wanted) {
                return last;
            }
        }
        return last;
    }
}
