package routes.common.yaml;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds the line of a character of a text that stands in YAML. YAML folds and indents lines, so the blanks of the file are not
 * those of the text: the other characters are counted.
 */
final class ScalarPlace {
    private ScalarPlace() {}

    /**
     * @param text of the node, as it was read
     * @param offset of a character of the text, or its length
     */
    static int line(String yaml, Node node, String text, int offset) {
        int[] file = yaml.codePoints().toArray();
        int at = node.getStartMark().map(Mark::getIndex).orElse(0);
        int line = YamlText.lineOf(node);
        ScalarStyle style = node instanceof ScalarNode scalar ? scalar.getScalarStyle() : ScalarStyle.PLAIN;
        boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
        if (block) {
            while (at < file.length && file[at] != '\n') {
                at++;
            }
        } else if (style != ScalarStyle.PLAIN) {
            at++;
        }
        long left = Math.min(written(text.substring(0, offset)), Math.max(0, written(text) - 1));
        for (; at < file.length; at++) {
            if (file[at] == '\n') {
                line++;
            } else if (!Character.isWhitespace(file[at]) && left-- == 0) {
                return line;
            }
        }
        return line;
    }

    private static long written(String text) {
        return text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
    }
}
