package routes.common.yaml;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import routes.common.security.Sha256;

/**
 * A YAML file while it is read, and the list of what is wrong with it and with others.
 *
 * @param name the file's name without its ending
 * @param place where it stands, for the problems
 */
public record YamlText(String name, String place, String yaml, List<String> problems) {
    private static final int VERSION_BYTES = 4;

    public void problem(Node where, String what) {
        problem(lineOf(where), what);
    }

    /** @param text that the node holds, as it was read */
    void problem(Node where, String text, TextMistakes.Mistake mistake) {
        problem(ScalarPlace.line(yaml, where, text, mistake.offset()), mistake.what());
    }

    public void problem(int line, String what) {
        problems.add(place + ":" + line + ": " + what);
    }

    public static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** The one document of the file; empty with a problem when it is no YAML. */
    public Optional<Node> root() {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(yaml);
            if (root.isEmpty()) {
                problem(1, "the file is empty");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            problem(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problem(1, "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Short version of a text: the first digits of its hash. */
    public static String version(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, VERSION_BYTES);
    }
}
