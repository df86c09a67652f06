# What a sentence in a .dslr file means. {words in braces} stand for a metric, a code and the like; no regular expressions.
# The first sentence of a rule, When ..., is what the evidence shows; those that begin with And only have to hold as well.
[when]When the {metric} is high in one {slice}=$seen : Reading( metric == "{metric}", high, slice == "{slice}" )
[when]When the {metric} is low in one {slice}=$seen : Reading( metric == "{metric}", low, slice == "{slice}" )
[when]When the {metric} is high=$seen : Reading( metric == "{metric}", high )
[when]When the {metric} is low=$seen : Reading( metric == "{metric}", low )
[when]When the {metric} is severe=$seen : Reading( metric == "{metric}", severe )
[when]When the {metric} is normal=$seen : Reading( metric == "{metric}", normal )
[when]When the {metric} is unusual=$seen : Reading( metric == "{metric}", unusual )
[when]When the {metric} is rising=$seen : Reading( metric == "{metric}", rising )
[when]When the {metric} is falling=$seen : Reading( metric == "{metric}", falling )
[when]When the attribute {attribute} is {text}=$seen : Attribute( name == "{attribute}", text == "{text}" )
[when]When the event {event} happened in the last {minutes} minutes=$seen : Event( type == "{event}", minutesAgo <= {minutes} )
[when]And the {metric} is high=exists Reading( metric == "{metric}", high )
[when]And the {metric} is low=exists Reading( metric == "{metric}", low )
[when]And the {metric} is normal=exists Reading( metric == "{metric}", normal )
[when]And the {metric} is not high=not Reading( metric == "{metric}", high )
[when]And the {metric} is not low=not Reading( metric == "{metric}", low )
[when]And the room shows {symptom}=exists Symptom( code == "{symptom}" )
[when]And the attribute {attribute} is {text}=exists Attribute( name == "{attribute}", text == "{text}" )
[then]Then the room shows {symptom}=insertLogical( shows( "{symptom}", $seen ) );
[then]Then this decides for {cause}=insertLogical( supports( "{cause}", DECISIVE, $seen ) );
[then]Then this strongly supports {cause}=insertLogical( supports( "{cause}", STRONG, $seen ) );
[then]Then this supports {cause}=insertLogical( supports( "{cause}", MODERATE, $seen ) );
[then]Then this weakly supports {cause}=insertLogical( supports( "{cause}", WEAK, $seen ) );
[then]Then this decides against {cause}=insertLogical( contradicts( "{cause}", DECISIVE, $seen ) );
[then]Then this strongly contradicts {cause}=insertLogical( contradicts( "{cause}", STRONG, $seen ) );
[then]Then this contradicts {cause}=insertLogical( contradicts( "{cause}", MODERATE, $seen ) );
[then]Then this weakly contradicts {cause}=insertLogical( contradicts( "{cause}", WEAK, $seen ) );
