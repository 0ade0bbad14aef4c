package routes.common.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** What is wrong in a text that stands in a YAML file, each mistake at its place in the text. */
public final class TextMistakes extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /** @param offset of the character where it is, from 0 */
    public record Mistake(int offset, String what) {}

    /** @param mistakes at least one */
    public TextMistakes(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::what).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
