package io.resilientagent.autoconfigure;

import io.resilientagent.AgentResult;
import io.resilientagent.annotation.Fallback;
import io.resilientagent.annotation.LlmCall;
import io.resilientagent.failure.Failure;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;

import static org.assertj.core.api.Assertions.assertThat;

/** Fallbacks that could not answer stop the start; those that can do not. */
class FallbackStartUpTests {

    @Test
    void unknownMethodOfTheSameBean() {
        assertThat(refusal(UnknownOwn.class))
                .contains("Bean 'agent', method UnknownOwn.answer(String)")
                .contains("fallback 'cheaper' does not exist in " + UnknownOwn.class.getName())
                .contains("name one of [answer, cheapest]");
    }

    @Test
    void unknownMethodOfAnotherBean() {
        assertThat(refusal(UnknownElsewhere.class))
                .contains("method UnknownElsewhere.answer(String)")
                .contains("fallback 'faq.serach' does not exist in " + Faq.class.getName())
                .contains("[count, search]");
    }

    @Test
    void unknownBean() {
        assertThat(refusal(UnknownBean.class))
                .contains("method UnknownBean.answer(String)")
                .contains("fallback 'fqa.search' names a bean 'fqa' that does not exist")
                .contains("Name a bean of the application");
    }

    @Test
    void wrongSignature() {
        assertThat(refusal(WrongSignature.class))
                .contains("method WrongSignature.answer(String)")
                .contains("fallback 'cheaper' has another signature")
                .contains("WrongSignature.cheaper(int)")
                .contains("Give it the parameters [String], optionally one Failure or Throwable more, or none of them")
                .contains("return java.lang.String");
    }

    @Test
    void wrongReturnType() {
        assertThat(refusal(WrongReturnType.class))
                .contains("fallback 'cheaper' has another signature")
                .contains("WrongReturnType.cheaper(java.lang.String)")
                .contains("return java.lang.String");
    }

    @Test
    void wrongReturnTypeInsideAResult() {
        assertThat(refusal(WrongResult.class))
                .contains("fallback 'cheaper' has another signature")
                .contains("return io.resilientagent.AgentResult<java.lang.String>");
    }

    @Test
    void wrongReturnTypeOfAnotherBean() {
        assertThat(refusal(WrongElsewhere.class)).contains("fallback 'faq.count' has another signature");
    }

    @Test
    void itself() {
        assertThat(refusal(Itself.class))
                .contains("method Itself.answer(String)")
                .contains("fallback 'answer'");
    }

    @Test
    void privateMethodThatCarriesAnAnnotation() {
        assertThat(refusal(AnnotatedPrivate.class))
                .contains("'cheaper'")
                .contains("private")
                .contains("annotation");
    }

    @Test
    void finalMethodThatCarriesAnAnnotation() {
        assertThat(refusal(AnnotatedFinal.class))
                .contains("'cheaper'")
                .contains("final")
                .contains("annotation");
    }

    @Test
    void privateMethodOfAnotherBean() {
        assertThat(refusal(PrivateElsewhere.class)).contains("'faq.hidden'").contains("private");
    }

    @Test
    void overloadsOfWhichNoneFitsBetter() {
        assertThat(refusal(Ambiguous.class))
                .contains("fallback 'cheaper' is ambiguous")
                .contains("Give one of the two another name");
    }

    @Test
    void beanIsCheckedWithoutBeingCreated() {
        StartUp.runner()
                .withBean("agent", ToLazy.class)
                .withBean("lazily", Lazily.class, Lazily::new, (definition) -> definition.setLazyInit(true))
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBeanFactory().containsSingleton("lazily"))
                            .isFalse();
                });
    }

    @Test
    void whatFits() {
        StartUp.runner()
                .withBean("agent", Fitting.class)
                .withBean("faq", Faq.class)
                .run((context) -> {
                    assertThat(context).hasNotFailed();
                });
    }

    private static String refusal(Class<?> agent) {
        return StartUp.refusal(StartUp.runner().withBean("agent", agent).withBean("faq", Faq.class));
    }

    static class Faq {

        public String search(String question) {
            return "see the FAQ";
        }

        public int count(String question) {
            return 1;
        }

        private String hidden(String question) {
            return question;
        }
    }

    static class UnknownOwn {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question) {
            return question;
        }

        String cheapest(String question) {
            return question;
        }
    }

    static class UnknownElsewhere {

        @LlmCall("answer")
        @Fallback("faq.serach")
        public String answer(String question) {
            return question;
        }
    }

    static class UnknownBean {

        @LlmCall("answer")
        @Fallback("fqa.search")
        public String answer(String question) {
            return question;
        }
    }

    static class WrongSignature {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question) {
            return question;
        }

        String cheaper(int number) {
            return "";
        }
    }

    static class WrongReturnType {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question) {
            return question;
        }

        Integer cheaper(String question) {
            return 1;
        }
    }

    static class WrongResult {

        @LlmCall("answer")
        @Fallback("cheaper")
        public AgentResult<String> answer(String question) {
            return AgentResult.success(question);
        }

        AgentResult<Integer> cheaper(String question) {
            return AgentResult.success(1);
        }
    }

    static class WrongElsewhere {

        @LlmCall("answer")
        @Fallback("faq.count")
        public String answer(String question) {
            return question;
        }
    }

    static class Itself {

        @LlmCall("answer")
        @Fallback("answer")
        public String answer(String question) {
            return question;
        }
    }

    static class AnnotatedPrivate {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question) {
            return question;
        }

        @Fallback(text = "busy")
        private String cheaper(String question) {
            return question;
        }
    }

    static class AnnotatedFinal {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question) {
            return question;
        }

        @LlmCall("cheaper")
        final String cheaper(String question) {
            return question;
        }
    }

    static class Ambiguous {

        @LlmCall("answer")
        @Fallback("cheaper")
        public String answer(String question, String context) {
            return question;
        }

        String cheaper(CharSequence question, Object context) {
            return "";
        }

        String cheaper(Object question, CharSequence context) {
            return "";
        }
    }

    static class PrivateElsewhere {

        @LlmCall("answer")
        @Fallback("faq.hidden")
        public String answer(String question) {
            return question;
        }
    }

    static class ToLazy {

        @LlmCall("answer")
        @Fallback("lazily.answer")
        public String answer(String question) {
            return question;
        }
    }

    static class Lazily implements InitializingBean {

        @Override
        public void afterPropertiesSet() {
            throw new IllegalStateException("nobody needs this bean yet");
        }

        public String answer(String question) {
            return question;
        }
    }

    static class Fitting {

        @LlmCall("answer")
        @Fallback("same")
        @Fallback("failure")
        @Fallback("throwable")
        @Fallback("none")
        @Fallback("hidden")
        @Fallback("fixed")
        @Fallback("faq.search")
        @Fallback(text = "busy")
        public AgentResult<String> answer(String question) {
            return AgentResult.success(question);
        }

        AgentResult<String> same(String question) {
            return AgentResult.success(question);
        }

        String failure(String question, Failure failure) {
            return question;
        }

        String throwable(Throwable thrown) {
            return "";
        }

        String none(Object question) {
            return "";
        }

        String none() {
            return "";
        }

        private String hidden(String question) {
            return question;
        }

        final String fixed(CharSequence question) {
            return question.toString();
        }
    }
}
