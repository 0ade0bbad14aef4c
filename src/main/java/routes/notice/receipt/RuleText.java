package routes.notice.receipt;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** A rule file while it is read, and the list of what is wrong with it and with the others. */
record RuleText(String name, String place, String yaml, List<String> problems) {

    void problem(Node where, String what) {
        problem(where.getStartMark().map(Mark::getLine).orElse(0) + 1, what);
    }

    void problem(int line, String what) {
        problems.add(place + ":" + line + ": " + what);
    }
}
