package routes.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routes.account.Caller;
import routes.account.Role;
import routes.account.Scope;

/** The tables of docs/security.md are those of the code and of the contract; {@code -Ddocs.update=true} writes them. */
class SecurityPageTest {
    private static final Path PAGE = Path.of("docs/security.md");
    private static final String BEGIN = "<!-- who may do what: written from the contract -->\n";
    private static final String END = "<!-- end of what is written -->";

    @Test
    void the_page_says_who_may_do_what() throws Exception {
        String page = Files.readString(PAGE);
        if (Boolean.getBoolean("docs.update")) {
            page = page.replaceFirst("(?s)" + BEGIN + ".*" + END, Matcher.quoteReplacement(BEGIN + tables() + END));
            Files.writeString(PAGE, page);
        }

        assertThat(page).as("-Ddocs.update=true writes the tables").contains(BEGIN + tables() + END);
    }

    private static String tables() {
        return callers() + "\n" + operations();
    }

    private static String callers() {
        StringBuilder table = new StringBuilder("| scope | lets a caller do | "
                + Stream.concat(
                                Arrays.stream(Role.values()).map(Role::wireName),
                                Stream.of("admin token", "machine token"))
                        .collect(Collectors.joining(" | "))
                + " |\n|---|---|---|---|---|---|\n");
        for (Scope scope : Scope.values()) {
            if (scope != Scope.OPEN && scope != Scope.PLATFORM) {
                table.append("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                scope.wireName(),
                                scope.meaning(),
                                Arrays.stream(Role.values())
                                        .map(role -> yes(role.scopes().contains(scope)))
                                        .collect(Collectors.joining(" | ")),
                                yes(Caller.ADMIN_TOKEN.may(scope)),
                                scope == Scope.ADMINISTER || scope == Scope.OWN_ACCOUNT ? "–" : "when it is given"));
            }
        }
        return table.toString();
    }

    private static String yes(boolean may) {
        return may ? "yes" : "–";
    }

    /** By scope, and in it by area. */
    private static String operations() {
        StringBuilder table = new StringBuilder("| scope | area | operations |\n|---|---|---|\n");
        Map<Scope, Map<String, String>> found = new TreeMap<>();
        Contract.shipped()
                .document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> found.computeIfAbsent(
                                Scope.named(operation.path("x-scope").asText()), scope -> new TreeMap<>())
                        .merge(
                                operation.path("tags").path(0).asText(),
                                "`" + operation.path("operationId").asText() + "`",
                                (some, more) -> some + " " + more)));
        found.forEach((scope, areas) -> areas.forEach(
                (area, ids) -> table.append("| `%s` | %s | %s |\n".formatted(scope.wireName(), area, ids))));
        return table.toString();
    }
}
