package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An interface with one implementation is a port of the domain to the store, which the domain must not know, or it is made by lambdas.
 * Any other one is a name too many.
 */
class PortsTest {
    private static final String STORE = "routes.store";

    /** What bots know of all channels, and what the API knows of running routes and of the renderer: rooms that they may not see. */
    private static final List<String> BETWEEN_ROOMS = List.of(
            "routes.api.bot.BotApi$Surroundings",
            "routes.api.subscription.StyleOptions",
            "routes.channel.bot.BotPlatforms");

    @Test
    void an_interface_with_one_implementation_is_a_port() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages("routes");

        Map<String, String> needless = new TreeMap<>();
        classes.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(type -> !type.reflect().isSealed() && !isFunctional(type))
                .forEach(type -> {
                    List<JavaClass> made = type.getAllSubclasses().stream()
                            .filter(subclass -> !subclass.isInterface())
                            .toList();
                    if (made.size() == 1 && !made.get(0).getPackageName().equals(STORE)) {
                        needless.put(type.getFullName(), made.get(0).getFullName());
                    }
                });

        assertThat(needless.keySet()).containsExactlyElementsOf(BETWEEN_ROOMS);
    }

    private static boolean isFunctional(JavaClass type) {
        return type.getAllMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count()
                == 1;
    }
}
