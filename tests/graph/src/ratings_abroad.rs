//! Which films and programmes the ratings of Australia, Canada, France, Germany and Ireland let through.

use odata_entity::{ComplexType, EnumType};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingAustralia")]
pub struct MediaContentRatingAustralia {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingAustraliaMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingAustraliaTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingCanada")]
pub struct MediaContentRatingCanada {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingCanadaMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingCanadaTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingFrance")]
pub struct MediaContentRatingFrance {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingFranceMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingFranceTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingGermany")]
pub struct MediaContentRatingGermany {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingGermanyMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingGermanyTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mediaContentRatingIreland")]
pub struct MediaContentRatingIreland {
    #[odata(non_nullable)]
    pub movie_rating: Option<RatingIrelandMoviesType>,
    #[odata(non_nullable)]
    pub tv_rating: Option<RatingIrelandTelevisionType>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingAustraliaMoviesType")]
pub enum RatingAustraliaMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    Mature,
    AgesAbove15,
    AgesAbove18,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingAustraliaTelevisionType")]
pub enum RatingAustraliaTelevisionType {
    AllAllowed,
    AllBlocked,
    Preschoolers,
    Children,
    General,
    ParentalGuidance,
    Mature,
    AgesAbove15,
    AgesAbove15AdultViolence,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingCanadaMoviesType")]
pub enum RatingCanadaMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    AgesAbove14,
    AgesAbove18,
    Restricted,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingCanadaTelevisionType")]
pub enum RatingCanadaTelevisionType {
    AllAllowed,
    AllBlocked,
    Children,
    ChildrenAbove8,
    General,
    ParentalGuidance,
    AgesAbove14,
    AgesAbove18,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingFranceMoviesType")]
pub enum RatingFranceMoviesType {
    AllAllowed,
    AllBlocked,
    AgesAbove10,
    AgesAbove12,
    AgesAbove16,
    AgesAbove18,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingFranceTelevisionType")]
pub enum RatingFranceTelevisionType {
    AllAllowed,
    AllBlocked,
    AgesAbove10,
    AgesAbove12,
    AgesAbove16,
    AgesAbove18,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingGermanyMoviesType")]
pub enum RatingGermanyMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    AgesAbove6,
    AgesAbove12,
    AgesAbove16,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingGermanyTelevisionType")]
pub enum RatingGermanyTelevisionType {
    AllAllowed,
    AllBlocked,
    General,
    AgesAbove6,
    AgesAbove12,
    AgesAbove16,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingIrelandMoviesType")]
pub enum RatingIrelandMoviesType {
    AllAllowed,
    AllBlocked,
    General,
    ParentalGuidance,
    AgesAbove12,
    AgesAbove15,
    AgesAbove16,
    Adults,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.ratingIrelandTelevisionType")]
pub enum RatingIrelandTelevisionType {
    AllAllowed,
    AllBlocked,
    General,
    Children,
    YoungAdults,
    ParentalSupervision,
    Mature,
    #[odata(other)]
    Other(String),
}
