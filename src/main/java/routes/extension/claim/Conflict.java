package routes.extension.claim;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A claim that somebody else holds.
 *
 * @param held what its owner has of it: a path may be another one that takes the same requests
 */
public record Conflict(Claim wanted, Claim held, Owner owner) {
    /** Such as "path POST /alarms/aliyun is taken by the coded source aliyun". */
    public String message() {
        String served = held.written().equals(wanted.written()) ? "" : ", which serves " + held.written();
        String mark = wanted.kind() == Claim.Kind.ROUTE_FILE ? "the comment \"# replaces: " : "\"replaces: ";
        String remedy = owner.replaceable().contains(wanted.kind())
                ? "; " + mark + held.name() + "\" takes its place on purpose"
                : "";
        return wanted + " is taken by " + owner.text() + served + remedy;
    }

    /** The line that makes the claim, from 1; the first one when the file does not say it itself. */
    public int line(List<String> lines) {
        Pattern written = Pattern.compile("(?<![\\w./{-])" + Pattern.quote(wanted.written()) + "(?![\\w./{-])");
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("#") && written.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 1;
    }
}
