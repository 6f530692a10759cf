// What a language's file exports by its code, of type `Everyday`.
declare module '*?everyday'
