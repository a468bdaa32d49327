package io.resilientagent.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.resilientagent.annotation.CircuitGuarded;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.engine.CallCatalog;
import io.resilientagent.engine.CallPlan;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;

/** Where an annotation is looked for, each by itself; the first level that has it wins whole. */
class AnnotationLevelTests {

    @Test
    void methodOfTheClassStandsBeforeAllElse() {
        assertThat(names(OnMethod.class)).containsExactly("method");
    }

    @Test
    void overriddenMethodOfTheSuperClassStandsBeforeTheInterface() {
        assertThat(names(OnSuperMethod.class)).containsExactly("super-method");
    }

    @Test
    void methodOfTheInterfaceStandsBeforeTheClass() {
        assertThat(names(OnInterfaceMethod.class)).containsExactly("interface-method");
    }

    @Test
    void classStandsBeforeSuperClass() {
        assertThat(names(OnClass.class)).containsExactly("class");
    }

    @Test
    void superClassStandsBeforeInterface() {
        assertThat(names(OnSuperClass.class)).containsExactly("super-class");
    }

    @Test
    void interfaceComesLast() {
        assertThat(names(OnInterface.class)).containsExactly("interface");
    }

    @Test
    void interfaceOfAnInterface() {
        assertThat(names(Deep.class)).containsExactly("interface-method");
    }

    @Test
    void interfaceStandsBeforeTheOneThatItExtends() {
        assertThat(names(Restated.class)).containsExactly("restated");
    }

    @Test
    void defaultMethodOfAnInterface() {
        assertThat(names(WithDefault.class)).containsExactly("by-default");
    }

    @Test
    void genericInterface() {
        assertThat(names(OfStrings.class)).containsExactly("generic");
    }

    @Test
    void winsWhole() {
        assertThat(plans(Whole.class)).singleElement().satisfies((plan) -> {
            assertThat(plan.name()).isEqualTo("whole");
            assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @Test
    void eachAnnotationByItself() {
        assertThat(plans(Mixed.class)).singleElement().satisfies((plan) -> {
            assertThat(plan.name()).isEqualTo("interface-method");
            assertThat(plan.guards()).containsExactly("own");
            assertThat(plan.routes()).containsExactly("interface-method", "text");
        });
    }

    @Test
    void typeMeansItsPublicMethodsOnly() {
        assertThat(names(PublicOnly.class)).containsExactly("public-only-one", "public-only-two");
    }

    @Test
    void typeMeansInheritedMethodsToo() {
        assertThat(names(Inheriting.class)).containsExactly("inheriting-answer");
    }

    @Test
    void metaAnnotationWithAliases() {
        assertThat(plans(Meta.class)).singleElement().satisfies((plan) -> {
            assertThat(plan.name()).isEqualTo("aliased");
            assertThat(timeout(plan)).isEqualTo(Duration.ofSeconds(7));
            assertThat(plan.guards()).containsExactly("shared");
            assertThat(plan.routes()).containsExactly("aliased", "first", "text");
        });
    }

    @Test
    void repeatedFallbacksKeepTheirOrder() {
        assertThat(plans(Repeated.class))
                .singleElement()
                .satisfies((plan) -> assertThat(plan.routes()).containsExactly("repeated", "first", "second", "text"));
    }

    @Test
    void metaAnnotationsThatEachHaveAFallback() {
        assertThat(plans(TwoMetas.class))
                .singleElement()
                .satisfies((plan) -> assertThat(plan.routes()).containsExactly("two-metas", "first", "text"));
    }

    private static Duration timeout(CallPlan plan) {
        return Duration.ofNanos(plan.targets().get(0).limits().timeout());
    }

    private static List<String> names(Class<?> agent) {
        return plans(agent).stream().map(CallPlan::name).toList();
    }

    private static <T> List<CallPlan> plans(Class<T> agent) {
        List<CallPlan> plans = new ArrayList<>();
        StartUp.runner()
                .withBean("agent", agent, () -> BeanUtils.instantiateClass(agent))
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    plans.addAll(context.getBean(CallCatalog.class).plans());
                });
        return plans;
    }

    @LlmCall("interface")
    interface GuardedInterface {
        String answer();
    }

    interface GuardedInterfaceMethod {
        @LlmCall("interface-method")
        String answer();
    }

    interface Deeper extends GuardedInterfaceMethod {}

    interface Restating extends GuardedInterfaceMethod {
        @Override
        @LlmCall("restated")
        String answer();
    }

    interface ByDefault {
        @LlmCall("by-default")
        default String answer() {
            return "";
        }
    }

    interface GenericContract<T> {
        @LlmCall("generic")
        T answer(T question);
    }

    @LlmCall("super-class")
    static class GuardedSuper {
        public String answer() {
            return "";
        }
    }

    static class GuardedSuperMethod {
        @LlmCall("super-method")
        public String answer() {
            return "";
        }
    }

    @LlmCall("class")
    static class OnMethod extends GuardedSuperMethod implements GuardedInterfaceMethod {
        @Override
        @LlmCall("method")
        public String answer() {
            return "";
        }
    }

    @LlmCall("class")
    static class OnSuperMethod extends GuardedSuperMethod implements GuardedInterfaceMethod {
        @Override
        public String answer() {
            return "";
        }
    }

    @LlmCall("class")
    static class OnInterfaceMethod implements GuardedInterfaceMethod {
        @Override
        public String answer() {
            return "";
        }
    }

    @LlmCall("class")
    static class OnClass extends GuardedSuper implements GuardedInterface {
        @Override
        public String answer() {
            return "";
        }
    }

    static class OnSuperClass extends GuardedSuper implements GuardedInterface {
        @Override
        public String answer() {
            return "";
        }
    }

    static class OnInterface implements GuardedInterface {
        @Override
        public String answer() {
            return "";
        }
    }

    static class Deep implements Deeper {
        @Override
        public String answer() {
            return "";
        }
    }

    static class Restated implements GuardedInterfaceMethod, Restating {
        @Override
        public String answer() {
            return "";
        }
    }

    static class WithDefault implements ByDefault {}

    static class OfStrings implements GenericContract<String> {
        @Override
        public String answer(String question) {
            return question;
        }
    }

    @LlmCall(name = "class", timeout = "9s")
    static class Whole {
        @LlmCall("whole")
        public String answer() {
            return "";
        }
    }

    @CircuitGuarded("own")
    static class Mixed implements GuardedInterfaceMethod {
        @Override
        @Fallback(text = "busy")
        public String answer() {
            return "";
        }
    }

    @LlmCall
    static class PublicOnly {
        public String one() {
            return "";
        }

        public String two() {
            return "";
        }

        String hidden() {
            return "";
        }

        protected String shielded() {
            return "";
        }

        public static String fixed() {
            return "";
        }

        @Override
        public String toString() {
            return "agent";
        }
    }

    static class Plain {
        public String answer() {
            return "";
        }
    }

    @LlmCall
    static class Inheriting extends Plain {}

    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @LlmCall
    @CircuitGuarded("shared")
    @Fallback("first")
    @Fallback(text = "busy")
    @interface Ask {
        @AliasFor(annotation = LlmCall.class, attribute = "name")
        String value();

        @AliasFor(annotation = LlmCall.class, attribute = "timeout")
        String limit();
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Fallback("first")
    @interface First {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Fallback(text = "busy")
    @interface Busy {}

    static class Meta {
        @Ask(value = "aliased", limit = "7s")
        public String answer() {
            return "";
        }

        String first() {
            return "";
        }
    }

    static class Repeated {
        @LlmCall("repeated")
        @Fallback("first")
        @Fallback("second")
        @Fallback(text = "busy")
        public String answer() {
            return "";
        }

        String first() {
            return "";
        }

        String second() {
            return "";
        }
    }

    static class TwoMetas {
        @LlmCall("two-metas")
        @First
        @Busy
        public String answer() {
            return "";
        }

        String first() {
            return "";
        }
    }
}
