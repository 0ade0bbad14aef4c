package routes;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import routes.alarm.chatops.InterestHit;

/** The words in which {@link ArchitectureTest} speaks. */
final class ArchitectureRules {
    /** Without the embedded servers, which are compiled beside the application and left out of its jar. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/routes/dev/") && !location.contains("/routes/fakes/"))
            .importPackages("routes");

    private ArchitectureRules() {}

    static ArchRule onlyKnows(String one, String... others) {
        return classes()
                .that()
                .resideInAPackage(one)
                .should()
                .onlyDependOnClassesThat(notOurs().or(resideInAPackage(one)).or(resideInAnyPackage(others)))
                .allowEmptyShould(true);
    }

    static DescribedPredicate<JavaClass> notOurs() {
        return DescribedPredicate.not(resideInAPackage("routes.."));
    }

    static DescribedPredicate<JavaClass> interestRules() {
        return DescribedPredicate.describe(
                "the interest rules", found -> found.getName().startsWith(InterestHit.class.getName()));
    }

    static ArchCondition<JavaClass> knowNoSibling(String parent) {
        return new ArchCondition<>("know no sibling in " + parent) {
            @Override
            public void check(JavaClass adapter, ConditionEvents events) {
                adapter.getDirectDependenciesFromSelf().stream()
                        .filter(found -> found.getTargetClass().getPackageName().startsWith(parent + "."))
                        .filter(found -> !folder(found.getTargetClass(), parent).equals(folder(adapter, parent)))
                        .forEach(found -> events.add(SimpleConditionEvent.violated(found, found.getDescription())));
            }
        };
    }

    static String folder(JavaClass found, String parent) {
        return found.getPackageName().substring(parent.length() + 1).replaceAll("\\..*", "");
    }

    static void check(ArchRule rule) {
        rule.check(OURS);
    }
}
